"use client";

import { Inbox } from "lucide-react";

import { DataTable } from "@/components/data-table/data-table";
import { useMessages } from "@/components/ui/locale";
import { EmptyState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { endpointPath, type EndpointScope } from "@/lib/shared/endpoint-scope";

import { deliveryColumns, WIDE_ONLY } from "./delivery-columns";
import { LIST_EVERY } from "./in-flight";
import { LATEST } from "./latest";
import { ListFailed } from "./list-states";
import { deliveryMessages } from "./messages";

/** The newest deliveries of one endpoint, tests included, and the way to all of them. */
export function LatestDeliveries({ scope, endpointId }: { scope: EndpointScope; endpointId: string }) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...endpointQueries.deliveries(workspace.id, scope, endpointId, LATEST),
    refetchInterval: usePollUnlessLive(LIST_EVERY),
  });
  const base = `/${workspace.slug}/${endpointPath(scope, endpointId)}/deliveries`;
  if (error && !data) return <ListFailed error={error} retrying={isFetching} onRetry={() => void refetch()} />;
  if (!data) return null;
  if (data.data.length === 0)
    return (
      <Panel>
        <EmptyState icon={Inbox} level={3} title={t("latestNone")}>
          {t("latestNoneBody")}
        </EmptyState>
      </Panel>
    );
  return (
    <Panel className="@container">
      <DataTable
        caption={t("caption")}
        columns={deliveryColumns}
        rows={data.data.map((delivery) => ({
          ...delivery,
          onEndpointPage: true,
          href: `${base}/${delivery.id}?test=show`,
        }))}
        rowId={(row) => row.id}
        rowName={(row) => row.eventType}
        hiddenColumns={WIDE_ONLY}
        density="twoLine"
      />
      <PanelPart className="text-small border-t py-2.5">
        <TextLink href={`${base}?test=show`}>{t("seeAll")}</TextLink>
      </PanelPart>
    </Panel>
  );
}
