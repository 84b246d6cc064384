"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams, useRouter } from "next/navigation";
import { useEffect, useRef } from "react";

import { DataTable, focusTable } from "@/components/data-table/data-table";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { Pagination } from "@/components/ui/pagination";
import { usePollUnlessLive } from "@/lib/client/live";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";

import { deliveryColumns, type DeliveryRow, WIDE_ONLY } from "./delivery-columns";
import { LIST_EVERY } from "./in-flight";
import { ListFailed, ListLoading, NoDeliveries, NoMatches } from "./list-states";
import { ListToolbar } from "./list-toolbar";
import { ListViews } from "./list-views";
import { deliveryMessages } from "./messages";
import { filtersOf, FIRST_PAGE, isFiltered, PAGE_SIZES, withDeliverySearch } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

/** The log of a workspace. It stays while the delivery beside it changes. */
export function DeliveryList() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const router = useRouter();
  const client = useQueryClient();
  const { deliveryId } = useParams<{ deliveryId?: string }>();
  const [search, setSearch] = useDeliverySearch();
  const results = useRef<HTMLDivElement>(null);
  useFocusRowOnClose(results, deliveryId);

  const { data, error, isPending, isPlaceholderData, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...deliveryQueries.list(workspace.id, filtersOf(search)),
    refetchInterval: usePollUnlessLive(LIST_EVERY),
  });

  const base = `/${workspace.slug}/deliveries`;
  const query = withDeliverySearch(search);
  const rows =
    data?.data.map((delivery): DeliveryRow => ({ ...delivery, href: `${base}/${delivery.id}${query}` })) ?? [];
  const Heading = deliveryId === undefined ? "h1" : "h2";

  function turnTo(page: { after?: string | null; before?: string | null }): void {
    setSearch({ ...FIRST_PAGE, ...page });
    focusTable(results.current?.querySelector("table") ?? null);
  }

  return (
    <section
      aria-labelledby="deliveries-title"
      className={cn("bg-surface flex min-h-0 min-w-0 flex-1 flex-col", deliveryId !== undefined && "max-lg:hidden")}
    >
      <Heading id="deliveries-title" className="sr-only">
        {t("deliveries")}
      </Heading>
      <div className="px-5 max-md:px-4">
        <ListViews base={base} search={search} />
      </div>
      <ListToolbar />
      {error && data && (
        <div className="px-5 pb-3">
          <ListFailed
            error={error}
            retrying={isFetching}
            onRetry={() => void refetch()}
            dataFrom={new Date(dataUpdatedAt).toISOString()}
          />
        </div>
      )}
      <div id="results" ref={results} className="min-h-0 flex-1 overflow-y-auto border-t">
        {isPending ? (
          <ListLoading />
        ) : error && !data ? (
          <ListFailed error={error} retrying={isFetching} onRetry={() => void refetch()} />
        ) : rows.length === 0 ? (
          isFiltered(search) ? (
            <NoMatches />
          ) : (
            <NoDeliveries />
          )
        ) : (
          <DataTable
            caption={t("caption")}
            columns={deliveryColumns}
            rows={rows}
            rowId={(row) => row.id}
            rowName={(row) => t("rowName", { event: row.eventType, endpoint: row.endpoint.name })}
            currentId={deliveryId}
            onOpen={(row) => router.push(row.href, { scroll: false })}
            onIntent={(row) => void client.query(deliveryQueries.detail(workspace.id, row.id)).catch(() => undefined)}
            hiddenColumns={deliveryId === undefined ? [] : WIDE_ONLY}
            density="twoLine"
            busy={isPlaceholderData}
          />
        )}
      </div>
      {data && rows.length > 0 && (
        <Pagination
          className="border-t px-5 max-md:px-4"
          from={search.after === null && search.before === null ? 1 : undefined}
          shown={rows.length}
          onPrevious={data.meta.prevCursor === null ? undefined : () => turnTo({ before: data.meta.prevCursor })}
          onNext={data.meta.nextCursor === null ? undefined : () => turnTo({ after: data.meta.nextCursor })}
          size={{
            value: search.size,
            options: PAGE_SIZES,
            onChange: (size) => setSearch({ ...FIRST_PAGE, size: PAGE_SIZES.find((each) => each === size) ?? null }),
          }}
        />
      )}
    </section>
  );
}

/** Closing a delivery gives the focus back to its row; if that is gone, to the head of the list. */
function useFocusRowOnClose(results: React.RefObject<HTMLDivElement | null>, deliveryId: string | undefined): void {
  const open = useRef(deliveryId);
  useEffect(() => {
    const closed = deliveryId === undefined ? open.current : undefined;
    open.current = deliveryId;
    if (closed === undefined) return;
    const links = results.current?.querySelectorAll<HTMLAnchorElement>("[data-row-link]") ?? [];
    const row = [...links].find((link) => link.pathname.endsWith(`/${closed}`));
    if (row) row.focus();
    else results.current?.querySelector("caption")?.focus();
  }, [results, deliveryId]);
}
