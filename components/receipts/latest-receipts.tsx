"use client";

import { DataTable } from "@/components/data-table/data-table";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { SECOND } from "@/lib/shared/time";

import { receiptMessages } from "./messages";
import { receiptColumns } from "./receipt-columns";
import { ReceiptsFailed } from "./receipt-states";
import { LATEST_RECEIPTS } from "./search-params";

/** The last inbound events of one integration. */
export function LatestReceipts({ installationId }: { installationId: string }) {
  const t = useMessages(receiptMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...installationQueries.receipts(workspace.id, installationId, LATEST_RECEIPTS),
    refetchInterval: usePollUnlessLive(5 * SECOND),
  });
  if (!data)
    return (
      <Panel>
        {error ? (
          <ReceiptsFailed error={error} retrying={isFetching} onRetry={() => void refetch()} />
        ) : (
          <PanelPart aria-busy>
            <Skeleton className="h-10" />
          </PanelPart>
        )}
      </Panel>
    );
  if (data.data.length === 0)
    return (
      <Panel>
        <PanelPart className="text-text-2">{t("emptyTitle")}</PanelPart>
      </Panel>
    );
  const base = `/${workspace.slug}/integrations/installed/${installationId}/inbound`;
  return (
    <Panel>
      <DataTable
        caption={t("caption")}
        columns={receiptColumns}
        rows={data.data.map((receipt) => ({ ...receipt, href: `${base}/${receipt.id}` }))}
        rowId={(row) => row.id}
        rowName={(row) => row.topic ?? row.externalId}
      />
    </Panel>
  );
}
