"use client";

import { parseAsString, useQueryStates } from "nuqs";

import { useMessages } from "@/components/ui/locale";
import { NoAccess } from "@/components/ui/no-access";
import { ErrorState } from "@/components/ui/page-states";
import { CursorPagination } from "@/components/ui/pagination";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { AuditEntry as Entry } from "@/lib/contracts/audit-log";
import { can } from "@/lib/contracts/session";

import { activityFilters } from "./activity-filters";
import { AuditEntry } from "./audit-entry";
import type { Change } from "./changes";
import { activityMessages } from "./messages";

export interface ActivityListProps {
  /** What it is the activity of. */
  objectId: string;
  /** What an entry changed, where the page has words for it. */
  linesOf?: (entry: Entry) => readonly Change[];
}

/** Who did what to one object, newest first, as far back as the plan shows. */
export function ActivityList(props: ActivityListProps) {
  const session = useSession();
  return can(session, "audit:read") ? (
    <Entries {...props} />
  ) : (
    <Panel>
      <NoAccess place="activity" level={2} />
    </Panel>
  );
}

function Entries({ objectId, linesOf }: ActivityListProps) {
  const t = useMessages(activityMessages);
  const { workspace } = useSession();
  const [page, setPage] = useQueryStates({ after: parseAsString, before: parseAsString }, { history: "push" });
  const { data, error, isFetching, refetch } = useQuery(
    auditLogQueries.list(workspace.id, activityFilters(objectId, page.after ?? page.before)),
  );
  if (!data)
    return (
      <Panel>
        {error ? (
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
  return (
    <Panel>
      {data.data.length === 0 ? (
        <PanelPart className="text-text-2">{t("none")}</PanelPart>
      ) : (
        <>
          <ul aria-label={t("listName")}>
            {data.data.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} {...(linesOf && { lines: linesOf(entry) })} />
            ))}
          </ul>
          <CursorPagination at={page} meta={data.meta} shown={data.data.length} onTurn={(to) => void setPage(to)} />
        </>
      )}
    </Panel>
  );
}
