"use client";

import { Send } from "lucide-react";
import { useQueryStates } from "nuqs";

import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { MenuSelect } from "@/components/ui/menu-select";
import { EmptyState, ErrorState, NoMatchState } from "@/components/ui/page-states";
import { CursorPagination } from "@/components/ui/pagination";
import { Panel, PanelPart } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";
import { STATUS, statusMessages } from "@/components/ui/status";
import { Problem } from "@/lib/client/http";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { FORWARD_STATES } from "@/lib/contracts/forwards";

import { ForwardTable } from "./forward-table";
import { FORWARDS_EVERY } from "./forwards-every";
import { forwardMessages } from "./messages";
import { forwardFiltersOf, forwardParsers, type ForwardSearch } from "./search-params";

const ANY = "any";

/** Everything that was sent on to a provider or waits for it. */
export function ForwardsView({ installationId, provider }: { installationId: string; provider: string }) {
  const t = useMessages(forwardMessages);
  const states = useMessages(statusMessages);
  const [search, setSearch] = useQueryStates(forwardParsers, { history: "push", scroll: false });
  const narrow = (status: ForwardSearch["status"]): void => void setSearch({ status, after: null, before: null });
  return (
    <section aria-labelledby="outbound-title" className="flex min-w-0 flex-col gap-3">
      <h2 id="outbound-title" className="sr-only">
        {t("title")}
      </h2>
      <div>
        <MenuSelect
          label={t("status")}
          align="start"
          value={search.status ?? ANY}
          options={[
            { value: ANY, label: t("anyStatus") },
            ...FORWARD_STATES.map((value) => ({ value, label: states(STATUS.delivery[value].label) })),
          ]}
          onChange={(value) => narrow(FORWARD_STATES.find((each) => each === value) ?? null)}
        />
      </div>
      <ForwardList
        installationId={installationId}
        provider={provider}
        search={search}
        onNarrow={narrow}
        onPage={(page) => void setSearch(page)}
      />
    </section>
  );
}

interface ForwardListProps {
  installationId: string;
  provider: string;
  search: ForwardSearch;
  onNarrow: (status: ForwardSearch["status"]) => void;
  onPage: (page: Pick<ForwardSearch, "after" | "before">) => void;
}

function ForwardList({ installationId, provider, search, onNarrow, onPage }: ForwardListProps) {
  const t = useMessages(forwardMessages);
  const states = useMessages(statusMessages);
  const { workspace } = useSession();
  const name = useQuery(providerQueries.detail(workspace.id, provider)).data?.data.name ?? provider;
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    ...installationQueries.forwards(workspace.id, installationId, forwardFiltersOf(search)),
    refetchInterval: FORWARDS_EVERY,
  });
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
  const { status } = search;
  if (data.data.length === 0) {
    const words = status && t("chip", { name: t("status"), value: states(STATUS.delivery[status].label) });
    return (
      <Panel>
        {words ? (
          <NoMatchState
            things={t("things")}
            onClear={() => onNarrow(null)}
            filters={
              <Chip thing={words} onRemove={() => onNarrow(null)}>
                {words}
              </Chip>
            }
          />
        ) : (
          <EmptyState icon={Send} level={3} title={t("emptyTitle")}>
            {t("emptyBody", { name })}
          </EmptyState>
        )}
      </Panel>
    );
  }
  return (
    <Panel id="results">
      <ForwardTable rows={data.data} busy={isPlaceholderData} />
      <CursorPagination at={search} meta={data.meta} shown={data.data.length} onTurn={onPage} />
    </Panel>
  );
}
