"use client";

import { Link2, Plus } from "lucide-react";
import { debounce, useQueryStates } from "nuqs";
import { useState } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { EmptyState, ErrorState, NoMatchState } from "@/components/ui/page-states";
import { Pagination } from "@/components/ui/pagination";
import { Panel } from "@/components/ui/panel";
import { SearchField } from "@/components/ui/search-field";
import { Problem } from "@/lib/client/http";
import { linkQueries } from "@/lib/client/queries/links";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";

import { CreateLinkDialog } from "./create-link-dialog";
import { linkColumns } from "./link-columns";
import { LinksLoading } from "./links-loading";
import { linkMessages } from "./messages";
import { linkFiltersOf, linkParsers, LINKS_PER_PAGE } from "./search-params";

const TYPING_MS = 300;

/** The links of the workspace, to be found and to be given webhooks. */
export function LinksView() {
  const t = useMessages(linkMessages);
  const session = useSession();
  const { workspace } = session;
  const [search, setSearch] = useQueryStates(linkParsers, { history: "push", scroll: false });
  const [creating, setCreating] = useState(false);
  const forbidden = can(session, "links:create") ? undefined : t("createForbidden");
  const button = (
    <Button icon={<Plus />} onClick={() => setCreating(true)} disabledReason={forbidden}>
      {t("create")}
    </Button>
  );
  const narrow = (q: string) =>
    void setSearch(
      { q: q || null, page: null },
      { history: "replace", ...(q !== "" && { limitUrlUpdates: debounce(TYPING_MS) }) },
    );
  return (
    <Page>
      <PageHeader title={t("title")} description={t("intro")} actions={button} />
      <SearchField label={t("search")} value={search.q} onChange={narrow} />
      <LinkList
        search={search}
        slug={workspace.slug}
        onClear={() => narrow("")}
        onPage={(page) => void setSearch({ page: page === 1 ? null : page })}
        create={button}
      />
      {creating && <CreateLinkDialog onClose={() => setCreating(false)} />}
    </Page>
  );
}

interface LinkListProps {
  search: { q: string; page: number };
  slug: string;
  onClear: () => void;
  onPage: (page: number) => void;
  create: React.ReactNode;
}

function LinkList({ search, slug, onClear, onPage, create }: LinkListProps) {
  const t = useMessages(linkMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, isPlaceholderData, dataUpdatedAt, refetch } = useQuery(
    linkQueries.list(workspace.id, linkFiltersOf(search)),
  );
  const failed = error && (
    <ErrorState
      things={t("things")}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  if (!data) return <Panel>{failed || <LinksLoading />}</Panel>;
  const text = search.q.trim();
  if (data.data.length === 0)
    return (
      <Panel>
        {text === "" ? (
          <EmptyState icon={Link2} title={t("emptyTitle")} actions={create}>
            {t("emptyBody")}
          </EmptyState>
        ) : (
          <NoMatchState
            things={t("things")}
            onClear={onClear}
            filters={
              <Chip thing={t("chip", { text })} onRemove={onClear}>
                {t("chip", { text })}
              </Chip>
            }
          />
        )}
      </Panel>
    );
  const { page, hasMore, total } = data.meta;
  return (
    <div className="flex flex-col gap-3">
      {failed}
      <Panel id="results">
        <DataTable
          caption={t("caption")}
          columns={linkColumns}
          rows={data.data.map((link) => ({ ...link, href: `/${slug}/links/${link.id}` }))}
          rowId={(row) => row.id}
          rowName={(row) => row.title ?? row.shortCode}
          density="twoLine"
          busy={isPlaceholderData}
        />
        <Pagination
          className="border-t px-4"
          from={(page - 1) * LINKS_PER_PAGE + 1}
          shown={data.data.length}
          total={total}
          onPrevious={page > 1 ? () => onPage(page - 1) : undefined}
          onNext={hasMore ? () => onPage(page + 1) : undefined}
        />
      </Panel>
    </div>
  );
}
