"use client";

import { Inbox } from "lucide-react";
import { useQueryStates } from "nuqs";

import { DataTable } from "@/components/data-table/data-table";
import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, NoMatchState } from "@/components/ui/page-states";
import { CursorPagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { STATUS, statusMessages } from "@/components/ui/status";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { SECOND } from "@/lib/shared/time";

import { receiptMessages } from "./messages";
import { receiptColumns } from "./receipt-columns";
import { ReceiptsFailed, ReceiptsLoading } from "./receipt-states";
import { RANGE_WORDS, ReceiptsToolbar } from "./receipts-toolbar";
import { RefusedRequests } from "./refused-requests";
import {
  isNarrowed,
  NO_RECEIPT_FILTERS,
  receiptFiltersOf,
  receiptParsers,
  type ReceiptSearch,
  withReceiptSearch,
} from "./search-params";

/** What the provider told, and what became of each; under it what was not believed. */
export function ReceiptsView({ installationId, provider: name }: { installationId: string; provider: string }) {
  const { workspace } = useSession();
  const [search, setSearch] = useQueryStates(receiptParsers, { history: "push", scroll: false });
  const provider = useQuery(providerQueries.detail(workspace.id, name)).data?.data;
  const narrow = (change: Partial<ReceiptSearch>): void =>
    void setSearch({ ...change, ...(!("after" in change) && { after: null, before: null }) });
  return (
    <>
      <section aria-labelledby="inbound-title" className="flex min-w-0 flex-col gap-3">
        <h2 id="inbound-title" className="sr-only">
          {useMessages(receiptMessages)("title")}
        </h2>
        <ReceiptsToolbar search={search} topics={provider?.inbound.map(({ topic }) => topic) ?? []} onChange={narrow} />
        <ReceiptList
          installationId={installationId}
          providerName={provider?.name ?? name}
          search={search}
          onChange={narrow}
        />
      </section>
      <RefusedRequests installationId={installationId} providerName={provider?.name ?? name} />
    </>
  );
}

interface ReceiptListProps {
  installationId: string;
  providerName: string;
  search: ReceiptSearch;
  onChange: (change: Partial<ReceiptSearch>) => void;
}

function ReceiptList({ installationId, providerName, search, onChange }: ReceiptListProps) {
  const t = useMessages(receiptMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = useQuery({
    ...installationQueries.receipts(workspace.id, installationId, receiptFiltersOf(search)),
    refetchInterval: usePollUnlessLive(5 * SECOND),
  });
  const failed = error && (
    <ReceiptsFailed
      error={error}
      retrying={isFetching}
      onRetry={() => void refetch()}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  if (!data) return failed ? <Panel>{failed}</Panel> : <ReceiptsLoading />;
  if (data.data.length === 0)
    return (
      <Panel>
        {isNarrowed(search) ? (
          <NoMatchState
            things={t("things")}
            onClear={() => onChange(NO_RECEIPT_FILTERS)}
            filters={<Filters search={search} onRemove={onChange} />}
          />
        ) : (
          <EmptyState icon={Inbox} level={3} title={t("emptyTitle")}>
            {t("emptyBody", { name: providerName })}
          </EmptyState>
        )}
      </Panel>
    );
  const base = `/${workspace.slug}/integrations/installed/${installationId}/inbound`;
  return (
    <>
      {failed}
      <Panel id="results">
        <DataTable
          caption={t("caption")}
          columns={receiptColumns}
          rows={data.data.map((receipt) => ({
            ...receipt,
            href: withReceiptSearch(`${base}/${receipt.id}`, search),
          }))}
          rowId={(row) => row.id}
          rowName={(row) => row.topic ?? row.externalId}
          busy={isPlaceholderData}
        />
        <CursorPagination at={search} meta={data.meta} shown={data.data.length} onTurn={onChange} />
      </Panel>
    </>
  );
}

function Filters({ search, onRemove }: { search: ReceiptSearch; onRemove: ReceiptListProps["onChange"] }) {
  const t = useMessages(receiptMessages);
  const states = useMessages(statusMessages);
  const { status, topic, range, q } = search;
  const chips = [
    status && { key: "status" as const, name: t("status"), value: states(STATUS.inbound[status].label) },
    topic && { key: "topic" as const, name: t("topic"), value: topic },
    range && { key: "range" as const, name: t("range"), value: t(RANGE_WORDS[range]) },
    q && { key: "q" as const, name: t("externalId"), value: q },
  ].filter((chip) => chip !== null && chip !== "");
  return chips.map(({ key, name, value }) => {
    const words = t("chip", { name, value });
    return (
      <Chip key={key} thing={words} onRemove={() => onRemove({ [key]: null })}>
        {words}
      </Chip>
    );
  });
}
