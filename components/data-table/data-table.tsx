"use client";

import {
  type ColumnVisibilityState,
  type RowData,
  type RowSelectionState,
  type Updater,
  useTable,
} from "@tanstack/react-table";
import { type RefObject, useEffect, useRef } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";

import { type DataColumn, dataTableFeatures } from "./columns";
import { DataTableRow, selectCellStyles } from "./data-table-row";
import { HeadCell, type Sorting } from "./head-cell";
import { dataTableMessages } from "./messages";
import { useRowKeys } from "./use-row-keys";

export interface Selection {
  /** Ids of the selected rows, also of rows on other pages. */
  ids: ReadonlySet<string>;
  onChange: (ids: ReadonlySet<string>) => void;
}

export interface DataTableProps<Row extends RowData> {
  /** Says what the rows are, for those who hear the table; the focus goes here when a page changes. */
  caption: string;
  /** Made once, at module level, with `columnsOf`. */
  columns: readonly DataColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Names a row, for its checkbox. */
  rowName: (row: Row) => string;
  /** The row that is open beside the list. */
  currentId?: string | undefined;
  /** Opens a row by `j` and `k` while another is open. */
  onOpen?: (row: Row) => void;
  /** Called once when a row has been pointed at or focused for 80 ms: the moment to fetch its detail. */
  onIntent?: (row: Row) => void;
  selection?: Selection;
  sorting?: Sorting;
  hiddenColumns?: readonly string[];
  /** 44, compact 36, two lines 48, two lines with a mark 60 px. */
  density?: "default" | "compact" | "twoLine" | "tall";
  /** New rows are on their way: these stay, paler. */
  busy?: boolean;
  /** Off where a page has two tables and the keys belong to the other. */
  keys?: boolean;
  className?: string;
}

const NO_IDS: ReadonlySet<string> = new Set();

export function DataTable<Row extends RowData>({
  caption,
  columns,
  rows,
  rowId,
  rowName,
  currentId,
  onOpen,
  onIntent,
  selection,
  sorting,
  hiddenColumns,
  density = "default",
  busy = false,
  keys = true,
  className,
}: DataTableProps<Row>) {
  const t = useMessages(dataTableMessages);
  const element = useRef<HTMLTableElement>(null);
  const rowSelection = toState(selection?.ids ?? NO_IDS);
  const columnVisibility: ColumnVisibilityState = Object.fromEntries((hiddenColumns ?? []).map((id) => [id, false]));

  const table = useTable({
    features: dataTableFeatures,
    columns,
    data: rows,
    getRowId: rowId,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: (updater: Updater<RowSelectionState>) =>
      selection?.onChange(toIds(typeof updater === "function" ? updater(rowSelection) : updater)),
  });
  const models = table.getRowModel().rows;

  /** The table's own handler keeps the anchor from which a range with Shift begins. */
  function toggle(index: number, checked: boolean, range: boolean): void {
    models[index]?.getToggleSelectedHandler()({ target: { checked }, shiftKey: range });
  }

  useRowKeys({
    table: element,
    rowCount: models.length,
    current: currentId === undefined ? -1 : models.findIndex((row) => row.id === currentId),
    onOpen: onOpen && ((index) => onOpen(models[index]!.original)),
    onToggle: selection && ((index, range) => toggle(index, range || !rowSelection[models[index]!.id], range)),
    enabled: keys,
  });
  useKeepCurrentInView(element, currentId);

  const selected = models.filter((row) => rowSelection[row.id]).length;
  return (
    <table
      ref={element}
      data-slot="data-table"
      aria-busy={busy || undefined}
      className={cn("text-small w-full table-fixed border-separate border-spacing-0", className)}
    >
      <caption className="sr-only" tabIndex={-1}>
        {caption}
      </caption>
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {selection && (
              <th scope="col" className={cn(selectCellStyles, "bg-surface sticky top-0 z-10 border-b")}>
                <Checkbox
                  aria-label={t("selectAll")}
                  checked={selected > 0 && selected === models.length}
                  indeterminate={selected > 0 && selected < models.length}
                  onCheckedChange={(checked) => table.toggleAllRowsSelected(checked)}
                />
              </th>
            )}
            {group.headers.map((header) => (
              <HeadCell
                key={header.id}
                low={density === "twoLine"}
                meta={header.column.columnDef.meta}
                sorting={sorting}
              >
                {header.isPlaceholder ? null : <table.FlexRender header={header} />}
              </HeadCell>
            ))}
          </tr>
        ))}
      </thead>
      <tbody className={cn("duration-fast transition-opacity", busy && "opacity-60")}>
        {models.map((row, index) => (
          <DataTableRow
            key={row.id}
            name={rowName(row.original)}
            current={row.id === currentId}
            density={density}
            onIntent={onIntent && (() => onIntent(row.original))}
            select={
              selection && {
                checked: rowSelection[row.id] === true,
                onToggle: (checked, range) => toggle(index, checked, range),
              }
            }
            cells={row.getVisibleCells().map((cell) => ({
              id: cell.id,
              meta: cell.column.columnDef.meta,
              content: <table.FlexRender cell={cell} />,
            }))}
          />
        ))}
      </tbody>
    </table>
  );
}

/** Moves the focus to the head of the list and the list to its top, as a change of page asks for. */
export function focusTable(table: HTMLElement | null): void {
  table?.querySelector("caption")?.focus({ preventScroll: true });
  table?.scrollIntoView({ block: "start" });
}

function useKeepCurrentInView(table: RefObject<HTMLTableElement | null>, currentId: string | undefined): void {
  useEffect(() => {
    if (currentId === undefined) return;
    table.current?.querySelector("tr[data-current]")?.scrollIntoView({ block: "nearest" });
  }, [table, currentId]);
}

const toState = (ids: ReadonlySet<string>): RowSelectionState => Object.fromEntries([...ids].map((id) => [id, true]));
const toIds = (state: RowSelectionState): ReadonlySet<string> => new Set(Object.keys(state).filter((id) => state[id]));
