"use client";

import { Download, ScrollText } from "lucide-react";
import { useQueryStates } from "nuqs";

import { AuditEntry } from "@/components/activity/audit-entry";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { Menu, MenuItem } from "@/components/ui/menu";
import { MenuSelect } from "@/components/ui/menu-select";
import { Page, PageHeader } from "@/components/ui/page";
import { EmptyState, ErrorState, NoMatchState, NotInPlanState } from "@/components/ui/page-states";
import { CursorPagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Problem } from "@/lib/client/http";
import { auditLogQueries } from "@/lib/client/queries/audit-log";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { AUDIT_RESULTS, EXPORT_FORMATS } from "@/lib/contracts/audit-log";
import { can, has } from "@/lib/contracts/session";

import { auditMessages } from "./messages";
import { RangeFilter } from "./range-filter";
import { auditFiltersOf, auditParsers, auditScopeOf, type AuditSearch, FAMILIES } from "./search-params";

/** Who changed what in the workspace. */
export function AuditView() {
  const t = useMessages(auditMessages);
  const session = useSession();
  if (has(session, "audit_log")) return <AuditLog />;
  return <NotInPlanState level={1} feature={t("feature")} plan="Enterprise" does={t("featureDoes")} />;
}

function AuditLog() {
  const t = useMessages(auditMessages);
  const { workspace } = useSession();
  const [search, setSearch] = useQueryStates(auditParsers, { history: "push", scroll: false });
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery(
    auditLogQueries.list(workspace.id, auditFiltersOf(search)),
  );
  const narrow = (change: Partial<AuditSearch>) => void setSearch({ ...change, after: null, before: null });
  const chips = <Chips search={search} onNarrow={narrow} />;
  const filtered = Object.keys(auditScopeOf(search)).length > 0;
  const failed = error && (
    <ErrorState
      things={t("things")}
      message={error instanceof Problem ? error.message : undefined}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} actions={<ExportMenu search={search} />} />
      <div className="flex flex-wrap items-center gap-2">
        <MenuSelect
          label={t("family")}
          align="start"
          value={search.about ?? "everything"}
          options={[
            { value: "everything", label: t("everything") },
            ...FAMILIES.map((value) => ({ value, label: t(value) })),
          ]}
          onChange={(value) => narrow({ about: FAMILIES.find((family) => family === value) ?? null })}
        />
        <MenuSelect
          label={t("result")}
          align="start"
          value={search.result ?? "any"}
          options={[
            { value: "any", label: t("anyResult") },
            ...AUDIT_RESULTS.map((value) => ({ value, label: t(value) })),
          ]}
          onChange={(value) => narrow({ result: AUDIT_RESULTS.find((result) => result === value) ?? null })}
        />
        <RangeFilter search={search} onChange={narrow} />
        {chips}
      </div>
      {failed}
      {data?.data.length === 0 && (
        <Panel>
          {filtered ? (
            <NoMatchState
              things={t("things")}
              filters={chips}
              onClear={() => narrow({ about: null, result: null, actor: null, object: null, from: null, to: null })}
            />
          ) : (
            <EmptyState icon={ScrollText} title={t("emptyTitle")}>
              {t("emptyBody")}
            </EmptyState>
          )}
        </Panel>
      )}
      {!data && !error && <AuditLoading />}
      {data && data.data.length > 0 && (
        <Panel id="results">
          <ul aria-label={t("listName")} aria-busy={isFetching}>
            {data.data.map((entry) => (
              <AuditEntry key={entry.id} entry={entry} />
            ))}
          </ul>
          <CursorPagination at={search} meta={data.meta} shown={data.data.length} onTurn={(to) => void setSearch(to)} />
        </Panel>
      )}
      {data && !data.meta.hasMore && search.from === null && <PlanNote />}
    </Page>
  );
}

/** Where the list ends because of the plan, that is said. */
function PlanNote() {
  const t = useMessages(auditMessages);
  const session = useSession();
  const { auditDays } = session.limits;
  if (auditDays === null) return null;
  return (
    <p className="text-small text-text-2">
      {t("planTitle")} {t("planBody", { n: auditDays })}{" "}
      {can(session, "plan:update") ? (
        <TextLink href={`/${session.workspace.slug}/settings/general`}>{t("seePlans")}</TextLink>
      ) : (
        t("askOwner")
      )}
    </p>
  );
}

interface ChipsProps {
  search: AuditSearch;
  onNarrow: (change: Partial<AuditSearch>) => void;
}

function Chips({ search: { about, result, actor, object }, onNarrow }: ChipsProps) {
  const t = useMessages(auditMessages);
  const chips = [
    about && { words: t("familyChip", { family: t(about) }), off: { about: null } },
    result && { words: t("resultChip", { result: t(result) }), off: { result: null } },
    actor && { words: t("actorChip", { id: actor }), off: { actor: null } },
    object && { words: t("objectChip", { id: object }), off: { object: null } },
  ].filter((chip) => chip !== null && chip !== "");
  return chips.map(({ words, off }) => (
    <Chip key={words} thing={words} onRemove={() => onNarrow(off)}>
      {words}
    </Chip>
  ));
}

/** The browser fetches the file itself, with the cookie of the session. */
function ExportMenu({ search }: { search: AuditSearch }) {
  const t = useMessages(auditMessages);
  const { workspace } = useSession();
  function hrefOf(format: string): string {
    const query = new URLSearchParams({ format });
    for (const [name, value] of Object.entries(auditScopeOf(search))) if (value) query.set(name, value);
    return `/api/workspaces/${workspace.id}/audit-log/export?${query.toString()}`;
  }
  return (
    <Menu trigger={<Button icon={<Download />}>{t("export")}</Button>}>
      {EXPORT_FORMATS.map((format) => (
        <MenuItem key={format} onSelect={() => window.location.assign(hrefOf(format))}>
          {t(format)}
        </MenuItem>
      ))}
    </Menu>
  );
}

const ROWS = [0, 1, 2, 3, 4];

export function AuditLoading() {
  const t = useMessages(auditMessages);
  return (
    <LoadingRegion things={t("things")} className="flex flex-col gap-3">
      {ROWS.map((row) => (
        <Skeleton key={row} className="h-10" />
      ))}
    </LoadingRegion>
  );
}
