"use client";

import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

import { ForwardTable } from "./forward-table";
import { FORWARDS_EVERY } from "./forwards-every";
import { forwardMessages } from "./messages";
import { LATEST_FORWARDS } from "./search-params";

/** What was sent last to the provider of one integration. */
export function LatestForwards({ installationId }: { installationId: string }) {
  const t = useMessages(forwardMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery({
    ...installationQueries.forwards(workspace.id, installationId, LATEST_FORWARDS),
    refetchInterval: FORWARDS_EVERY,
  });
  return (
    <Panel>
      {data ? (
        data.data.length === 0 ? (
          <PanelPart className="text-text-2">{t("emptyTitle")}</PanelPart>
        ) : (
          <ForwardTable rows={data.data} />
        )
      ) : error ? (
        <ErrorState
          things={t("things")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <PanelPart aria-busy>
          <Skeleton className="h-10" />
        </PanelPart>
      )}
    </Panel>
  );
}
