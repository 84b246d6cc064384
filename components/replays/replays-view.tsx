"use client";

import { RotateCw } from "lucide-react";
import { useQueryState } from "nuqs";

import { DataTable } from "@/components/data-table/data-table";
import { replayHref } from "@/components/replay/scope";
import { useReplayName } from "@/components/replay/use-replay-name";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { Pagination } from "@/components/ui/pagination";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { isMoving, replayQueries } from "@/lib/client/queries/replays";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { SECOND } from "@/lib/shared/time";

import { replaysMessages } from "./messages";
import { pageOfReplays, parseAsPage } from "./page-of-replays";
import { replayColumns } from "./replay-columns";

const FOLLOW_MS = 2 * SECOND;

/** Every replay of the workspace, newest first. */
export function ReplaysView() {
  const t = useMessages(replaysMessages);
  const { workspace } = useSession();
  const nameOf = useReplayName();
  const [page, setPage] = useQueryState("page", parseAsPage.withOptions({ history: "push" }));
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...replayQueries.list(workspace.id, pageOfReplays(page)),
    refetchInterval: ({ state }) => (state.data?.data.some(isMoving) ? FOLLOW_MS : false),
  });
  const problem = error instanceof Problem ? error : null;
  return (
    <Page>
      <PageHeader title={t("title")} />
      {!data && error ? (
        <ErrorState
          things={t("things")}
          message={problem?.message}
          requestId={problem?.requestId ?? undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : !data ? (
        <ReplaysLoading />
      ) : data.data.length === 0 ? (
        <Panel>
          <EmptyState
            icon={RotateCw}
            title={t("emptyTitle")}
            actions={
              <ButtonLink variant="primary" href={`/${workspace.slug}/deliveries`}>
                {t("chooseDeliveries")}
              </ButtonLink>
            }
          >
            {t("emptyBody")}
          </EmptyState>
        </Panel>
      ) : (
        <Panel id="results">
          <DataTable
            caption={t("caption")}
            columns={replayColumns}
            rows={data.data.map((replay) => ({
              ...replay,
              name: nameOf(replay),
              href: replayHref(workspace.slug, replay.id),
            }))}
            rowId={(row) => row.id}
            rowName={(row) => row.name}
            density="twoLine"
            busy={isPlaceholderData}
          />
          <Pagination
            className="border-t px-4"
            from={(page - 1) * data.meta.limit + 1}
            shown={data.data.length}
            total={data.meta.total}
            onPrevious={page > 1 ? () => void setPage(page === 2 ? null : page - 1) : undefined}
            onNext={data.meta.hasMore ? () => void setPage(page + 1) : undefined}
          />
        </Panel>
      )}
    </Page>
  );
}

const ROWS = [0, 1, 2, 3];

function ReplaysLoading() {
  const t = useMessages(replaysMessages);
  return (
    <LoadingRegion things={t("things")}>
      <Panel>
        {ROWS.map((row) => (
          <PanelPart key={row} className="flex h-12 items-center gap-8">
            <Skeleton className="w-56" />
            <Skeleton className="w-24" />
            <Skeleton className="ms-auto w-20 max-sm:hidden" />
          </PanelPart>
        ))}
      </Panel>
    </LoadingRegion>
  );
}
