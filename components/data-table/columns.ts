import {
  type ColumnDef,
  columnVisibilityFeature,
  createColumnHelper,
  metaHelper,
  type RowData,
  rowSelectionFeature,
  tableFeatures,
} from "@tanstack/react-table";

export interface ColumnMeta {
  /** Numbers and times stand at the end, words at the start. */
  align?: "start" | "end";
  /** A CSS width; columns without one share what is left. */
  width?: string;
  /** Leaves the column out on screens narrower than this; `pane`: where a pane beside the list leaves it too little. */
  hideBelow?: "sm" | "md" | "lg" | "xl" | "pane";
  /** What is sorted by when the head is pressed. */
  sortKey?: string;
  /** The head is read out but not seen: a column of menus. */
  headHidden?: boolean;
}

export const dataTableFeatures = tableFeatures({
  rowSelectionFeature,
  columnVisibilityFeature,
  columnMeta: metaHelper<ColumnMeta>(),
});

export type DataTableFeatures = typeof dataTableFeatures;
export type DataColumn<Row extends RowData> = ColumnDef<DataTableFeatures, Row>;

/** Makes the columns of a list; call it at module level, so that they stay the same from render to render. */
export function columnsOf<Row extends RowData>() {
  return createColumnHelper<DataTableFeatures, Row>();
}
