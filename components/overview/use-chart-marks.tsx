"use client";

import { History, KeyRound, type LucideIcon, Pencil, Unplug } from "lucide-react";

import { AuditSentence } from "@/components/activity/audit-sentence";
import type { ChartMark } from "@/components/charts/mark-lane";
import type { ChartSpan } from "@/components/charts/plot";
import { useMessages } from "@/components/ui/locale";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { AuditAction } from "@/lib/contracts/audit-actions";
import type { AuditEntry } from "@/lib/contracts/audit-log";
import { can, has } from "@/lib/contracts/session";
import { SECOND } from "@/lib/shared/time";

import { overviewMessages } from "./messages";

/** What can explain a change in the chart. */
const MARKED: Partial<Record<AuditAction, LucideIcon>> = {
  "endpoint.update": Pencil,
  "integration.update": Pencil,
  "endpoint.rotate_secret": KeyRound,
  "replay.create": History,
  "integration.fail": Unplug,
};
const MOST = "100";
const REFRESH_MS = 30 * SECOND;

/** What was changed, or broke, in the range of the chart, for who may read it. */
export function useChartMarks(spans: readonly ChartSpan[]): ChartMark[] {
  const session = useSession();
  const [first, last] = [spans[0], spans.at(-1)];
  const { data } = useQuery({
    ...auditLogQueries.list(session.workspace.id, {
      action: Object.keys(MARKED).join(","),
      limit: MOST,
      ...(first && last && { start: first.start, end: last.end }),
    }),
    refetchInterval: REFRESH_MS,
    enabled: can(session, "audit:read") && has(session, "audit_log") && first !== undefined,
  });
  return (data?.data ?? []).flatMap((entry) => {
    const icon = MARKED[entry.action];
    return icon
      ? [
          {
            id: entry.id,
            at: entry.createdAt,
            icon,
            bad: entry.action === "integration.fail",
            words: <Mark entry={entry} />,
          },
        ]
      : [];
  });
}

function Mark({ entry }: { entry: AuditEntry }) {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  return (
    <>
      <p className="wrap-anywhere">
        <AuditSentence entry={entry} />
      </p>
      <p className="text-text-3 flex flex-wrap gap-x-3">
        <Time value={entry.createdAt} look="dayClock" />
        <TextLink href={`/${workspace.slug}/settings/audit-log/${entry.id}`}>{t("seeAudit")}</TextLink>
      </p>
    </>
  );
}
