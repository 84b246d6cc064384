"use client";

import { AuditSentence } from "@/components/activity/audit-sentence";
import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { Problem } from "@/lib/client/http";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can, has } from "@/lib/contracts/session";

import { overviewMessages } from "./messages";

const SHOWN = "5";

/** What people and programs changed last, for who may read it. */
export function RecentChanges() {
  const t = useMessages(overviewMessages);
  const session = useSession();
  const enabled = can(session, "audit:read") && has(session, "audit_log");
  const { data, error, refetch, isFetching } = useQuery({
    ...auditLogQueries.list(session.workspace.id, { limit: SHOWN }),
    enabled,
  });
  const entries = data?.data ?? [];
  if (!enabled || (entries.length === 0 && !error)) return null;
  return (
    <section aria-labelledby="changes-title" className="flex flex-col gap-2.5">
      <h2 id="changes-title" className="text-h2">
        {t("recentChanges")}
      </h2>
      <Panel>
        {error && !data ? (
          <ErrorState
            things={t("changesThings")}
            requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        ) : (
          <ul>
            {entries.map((entry) => (
              <li
                key={entry.id}
                className="flex flex-wrap items-baseline justify-between gap-x-4 border-b px-4 py-2.5 last:border-0"
              >
                <span className="min-w-0 wrap-anywhere">
                  <AuditSentence entry={entry} />
                </span>
                <Time value={entry.createdAt} className="text-small text-text-3" />
              </li>
            ))}
          </ul>
        )}
      </Panel>
    </section>
  );
}
