"use client";

import { MailX } from "lucide-react";
import type { inferParserType } from "nuqs";

import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import { EmptyState, ErrorState, NoMatchState } from "@/components/ui/page-states";
import { CursorPagination } from "@/components/ui/pagination";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { STATUS, statusMessages } from "@/components/ui/status";
import { Problem } from "@/lib/client/http";
import { emailQueries } from "@/lib/client/queries/emails";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { EMAIL_STATES } from "@/lib/contracts/emails";
import { SECOND } from "@/lib/shared/time";

import { emailColumns } from "./email-columns";
import { emailMessages } from "./messages";
import { emailFiltersOf, type emailParsers, withEmailSearch } from "./search-params";

/** What waits is sent within seconds, and nothing tells the page. */
const REFRESH_MS = 15 * SECOND;

type Search = inferParserType<typeof emailParsers>;

export interface EmailListProps {
  search: Search;
  onSearch: (change: Partial<Search>) => void;
}

export function EmailList({ search, onSearch }: EmailListProps) {
  const t = useMessages(emailMessages);
  const states = useMessages(statusMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = useQuery({
    ...emailQueries.list(workspace.id, emailFiltersOf(search)),
    refetchInterval: REFRESH_MS,
  });
  const { status } = search;
  const rows = data?.data.map((email) => ({ ...email, href: withEmailSearch({ ...search, email: email.id }) }));
  const failed = error && (
    <ErrorState
      things={t("things")}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  const narrowTo = (next: Search["status"]) => onSearch({ status: next, after: null, before: null });
  const filter = (
    <MenuSelect
      label={t("statusFilter")}
      align="start"
      value={status ?? "any"}
      options={[
        { value: "any", label: t("anyStatus") },
        ...EMAIL_STATES.map((value) => ({ value, label: states(STATUS.email[value].label) })),
      ]}
      onChange={(value) => narrowTo(EMAIL_STATES.find((state) => state === value) ?? null)}
    />
  );

  if (!data || !rows) return <Panel>{failed || <EmailsLoading />}</Panel>;
  if (rows.length === 0)
    return (
      <Panel>
        {status === null ? (
          <EmptyState icon={MailX} title={t("emptyTitle")}>
            {t("emptyBody")}
          </EmptyState>
        ) : (
          <NoMatchState
            things={t("things")}
            onClear={() => narrowTo(null)}
            filters={<StatusChip status={status} onRemove={() => narrowTo(null)} />}
          />
        )}
      </Panel>
    );
  return (
    <div className="flex flex-col gap-3">
      {failed}
      <div>{filter}</div>
      <Panel id="results">
        <DataTable
          caption={t("caption")}
          columns={emailColumns}
          rows={rows}
          rowId={(row) => row.id}
          rowName={(row) => t("rowName", { subject: row.subject, to: row.to })}
          currentId={search.email ?? undefined}
          density="twoLine"
          busy={isPlaceholderData}
        />
        <CursorPagination at={search} meta={data.meta} shown={rows.length} onTurn={onSearch} />
      </Panel>
    </div>
  );
}

function StatusChip({ status, onRemove }: { status: NonNullable<Search["status"]>; onRemove: () => void }) {
  const t = useMessages(emailMessages);
  const states = useMessages(statusMessages);
  const words = t("chip", { status: states(STATUS.email[status].label) });
  return (
    <Chip thing={words} onRemove={onRemove}>
      {words}
    </Chip>
  );
}

const ROWS = [0, 1, 2, 3, 4];

export function EmailsLoading() {
  const t = useMessages(emailMessages);
  return (
    <LoadingRegion things={t("things")}>
      {ROWS.map((row) => (
        <PanelPart key={row} className="flex h-12 items-center gap-6">
          <Skeleton className="flex-1" />
          <Skeleton className="w-20" />
          <Skeleton className="w-24 max-sm:hidden" />
        </PanelPart>
      ))}
    </LoadingRegion>
  );
}
