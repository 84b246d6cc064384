"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useParams, useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";

import { DataTable, focusTable } from "@/components/data-table/data-table";
import { useMessages } from "@/components/ui/locale";
import { Pagination } from "@/components/ui/pagination";
import { useLive, usePollUnlessLive } from "@/lib/client/live";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

import { deliveryColumns, type DeliveryRow, WIDE_ONLY } from "./delivery-columns";
import { useDeliveryLog } from "./delivery-log";
import { Histogram, useHistogram } from "./histogram";
import { LIST_EVERY } from "./in-flight";
import { ListPlace } from "./list-place";
import { ListFailed, ListLoading, NothingListed, RetentionNote } from "./list-states";
import { ListToolbar } from "./list-toolbar";
import { ListViews } from "./list-views";
import { deliveryMessages } from "./messages";
import { NewRows } from "./new-rows";
import { filtersOf, FIRST_PAGE, fixedRangeOf, PAGE_SIZES, withDeliverySearch } from "./search-params";
import { SelectionBar } from "./selection-bar";
import { useDeliverySearch } from "./use-delivery-search";
import { NOTHING, useSelection } from "./use-selection";
import { useSettledRows } from "./use-settled-rows";
import { useTellMisread } from "./use-tell-misread";

/** The log of a workspace. It stays while the delivery beside it changes. */
export function DeliveryList() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const router = useRouter();
  const client = useQueryClient();
  const { deliveryId } = useParams<{ deliveryId?: string }>();
  const { base, endpointId } = useDeliveryLog();
  const [search, setSearch, address] = useDeliverySearch();
  const results = useRef<HTMLDivElement>(null);
  useFocusRowOnClose(results, deliveryId);

  useTellMisread();
  const [selected, setSelected] = useSelection(search);
  const [inTable, setInTable] = useState(false);
  const [away, setAway] = useState(false);
  const { state: live } = useLive();
  const { data, error, isPending, isPlaceholderData, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...deliveryQueries.list(workspace.id, filtersOf(search)),
    refetchInterval: usePollUnlessLive(LIST_EVERY),
  });

  const query = withDeliverySearch(address);
  const firstPage = search.after === null && search.before === null;
  const fixed = fixedRangeOf(search) !== undefined;
  const settled = useSettledRows({
    fetched: data?.data,
    question: isPlaceholderData ? "another" : withDeliverySearch(search),
    follow: !firstPage || (live !== "paused" && !fixed && !inTable && !away && selected.size === 0),
  });
  const onEndpointPage = endpointId !== undefined;
  const rows = settled.rows.map((delivery): DeliveryRow => ({
    ...delivery,
    onEndpointPage,
    href: `${base}/${delivery.id}${query}`,
  }));
  const pill = firstPage && !fixed && settled.waiting > 0;
  const Heading = deliveryId === undefined && !onEndpointPage ? "h1" : "h2";

  const { data: counted } = useHistogram(false);

  function turnTo(page: { after?: string | null; before?: string | null }): void {
    setSearch({ ...FIRST_PAGE, ...page });
    focusTable(results.current?.querySelector("table") ?? null);
  }

  return (
    <ListPlace aria-labelledby="deliveries-title">
      <Heading id="deliveries-title" className="sr-only">
        {t("deliveries")}
      </Heading>
      <div className="px-5 max-md:px-4">
        <ListViews />
      </div>
      {selected.size > 0 ? (
        <SelectionBar
          ids={selected}
          wholePage={rows.every((row) => selected.has(row.id))}
          onClear={() => setSelected(NOTHING)}
        />
      ) : (
        <ListToolbar />
      )}
      <Histogram />
      <RetentionNote />
      <NewRows
        n={pill ? settled.waiting : 0}
        onShow={() => {
          settled.show();
          focusTable(results.current?.querySelector("table") ?? null);
        }}
      />
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
      <div
        id="results"
        ref={results}
        className="@container relative min-h-0 flex-1 overflow-y-auto border-t"
        onFocus={() => setInTable(true)}
        onBlur={() => setInTable(false)}
        onScroll={(event) => setAway(event.currentTarget.scrollTop > TOP_PX)}
      >
        {isPending ? (
          <ListLoading />
        ) : error && !data ? (
          <ListFailed error={error} retrying={isFetching} onRetry={() => void refetch()} />
        ) : rows.length === 0 ? (
          <NothingListed />
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
            hiddenColumns={deliveryId === undefined ? (rows.some(waits) ? NO_COLUMNS : NEXT_ONLY) : WIDE_ONLY}
            selection={{ ids: selected, onChange: setSelected }}
            density="twoLine"
            busy={isPlaceholderData}
          />
        )}
      </div>
      {data && rows.length > 0 && (
        <Pagination
          className="border-t px-5 max-md:px-4"
          from={firstPage ? 1 : undefined}
          total={firstPage && counted?.data.exact ? Math.max(counted.data.total, rows.length) : undefined}
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
    </ListPlace>
  );
}

const TOP_PX = 8;
const NO_COLUMNS = [] as const;
const NEXT_ONLY = ["next"] as const;
const waits = ({ state }: DeliveryRow): boolean => state === "retrying";

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
