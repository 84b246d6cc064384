"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";

import type { ColumnMeta } from "./columns";

export interface Sorting {
  key: string;
  direction: "ascending" | "descending";
  onSort: (key: string) => void;
}

export const HIDE_BELOW = {
  sm: "max-sm:hidden",
  md: "max-md:hidden",
  lg: "max-lg:hidden",
  xl: "max-xl:hidden",
  pane: "@max-[38rem]:hidden",
} as const;

interface HeadCellProps {
  /** Lists whose rows have two lines have the lower head. */
  low: boolean;
  meta: ColumnMeta | undefined;
  sorting: Sorting | undefined;
  children: ReactNode;
}

export function HeadCell({ low, meta, sorting, children }: HeadCellProps) {
  const sortKey = sorting ? meta?.sortKey : undefined;
  const sorted = sortKey !== undefined && sorting?.key === sortKey;
  const Arrow = sorting?.direction === "ascending" ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={sorted ? sorting.direction : undefined}
      style={{ width: meta?.width }}
      className={cn(
        "bg-surface text-caption text-text-2 sticky top-0 z-10 border-b px-2 text-start font-normal first:ps-4 last:pe-4",
        low ? "h-8" : "h-9",
        meta?.align === "end" && "text-end",
        meta?.hideBelow && HIDE_BELOW[meta.hideBelow],
      )}
    >
      {sortKey === undefined || !sorting ? (
        <span className={cn("block truncate", meta?.headHidden && "sr-only")}>{children}</span>
      ) : (
        <button
          type="button"
          onClick={() => sorting.onSort(sortKey)}
          className="rounded-badge hover:text-text inline-flex max-w-full items-center gap-1"
        >
          <span className="truncate">{children}</span>
          {sorted && <Arrow className="size-3" aria-hidden />}
        </button>
      )}
    </th>
  );
}
