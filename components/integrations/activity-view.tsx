"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsString, useQueryStates } from "nuqs";

import { useMessages } from "@/components/ui/locale";
import { NoAccess } from "@/components/ui/no-access";
import { ErrorState } from "@/components/ui/page-states";
import { Pagination } from "@/components/ui/pagination";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { Problem } from "@/lib/client/http";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import type { AuditEntry } from "@/lib/contracts/audit-log";
import { can } from "@/lib/contracts/session";

import { activityFilters } from "./activity-filters";
import { changesOf } from "./changes-of";
import { installationMessages } from "./installation-messages";
import { useProvider } from "./use-provider";

/** Who did what to this integration, newest first, as far back as the plan shows. */
export function ActivityView({ id, provider }: { id: string; provider: string }) {
  const session = useSession();
  const t = useMessages(installationMessages);
  if (!can(session, "audit:read"))
    return (
      <Panel>
        <NoAccess place="activity" level={2} />
      </Panel>
    );
  return <Entries id={id} provider={provider} />;
}

function Entries({ id, provider }: { id: string; provider: string }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const [{ after, before }, setPage] = useQueryStates(
    { after: parseAsString, before: parseAsString },
    { history: "push" },
  );
  const { data, error, isFetching, refetch } = useQuery(
    auditLogQueries.list(workspace.id, activityFilters(id, after ?? before)),
  );
  return (
    <Panel>
      {!data && error && (
        <ErrorState
          things={t("activityThings")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      )}
      {!data && !error && (
        <PanelPart aria-busy>
          <Skeleton className="h-10" />
        </PanelPart>
      )}
      {data?.data.length === 0 && <PanelPart className="text-text-2">{t("noActivity")}</PanelPart>}
      {data && data.data.length > 0 && (
        <>
          <ul aria-label={t("activity")}>
            {data.data.map((entry) => (
              <Entry key={entry.id} entry={entry} provider={provider} />
            ))}
          </ul>
          <Pagination
            className="border-t px-4"
            from={after === null && before === null ? 1 : undefined}
            shown={data.data.length}
            onPrevious={
              data.meta.prevCursor ? () => void setPage({ before: data.meta.prevCursor, after: null }) : undefined
            }
            onNext={
              data.meta.nextCursor ? () => void setPage({ after: data.meta.nextCursor, before: null }) : undefined
            }
          />
        </>
      )}
    </Panel>
  );
}

const WORDS: Readonly<Partial<Record<AuditEntry["action"], keyof typeof installationMessages>>> = {
  "integration.connect": "didConnect",
  "integration.disconnect": "didDisconnect",
  "integration.fail": "didFail",
  "integration.pause": "didPause",
  "integration.resume": "didResume",
  "integration.repair": "didRepair",
  "integration.update": "didUpdate",
  "integration.link_person": "didLink",
  "integration.unlink_person": "didUnlink",
};

function Entry({ entry, provider: name }: { entry: AuditEntry; provider: string }) {
  const t = useMessages(installationMessages);
  const provider = useProvider(name);
  const word = WORDS[entry.action];
  const changes = entry.action === "integration.update" ? changesOf(entry, provider?.settings ?? [], t("none")) : [];
  return (
    <li className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-3 not-first:border-t">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium">{word === undefined ? entry.action : t(word as "didPause")}</p>
        {changes.map(({ label, before, after }) => (
          <p key={label} className="text-small text-text-2 wrap-anywhere">
            {t("changedTo", { field: label, before, after })}
          </p>
        ))}
      </div>
      <span className="text-text-2">{entry.actor.name}</span>
      <Time value={entry.createdAt} look="dayClock" className="text-small text-text-2" />
    </li>
  );
}
