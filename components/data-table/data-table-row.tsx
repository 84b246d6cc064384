"use client";

import { type ReactNode, useRef } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";

import type { ColumnMeta } from "./columns";
import { HIDE_BELOW } from "./head-cell";
import { dataTableMessages } from "./messages";
import { followRowLink, RowCurrentContext } from "./row-link";

const INTENT_MS = 80;

const HEIGHT = { default: "h-11", compact: "h-9", twoLine: "h-12", tall: "h-15" } as const;

export const selectCellStyles = "w-11.5 ps-4 pe-2 text-start";

interface DataTableRowProps {
  name: string;
  current: boolean;
  density: keyof typeof HEIGHT;
  onIntent: (() => void) | undefined;
  select: { checked: boolean; onToggle: (checked: boolean, range: boolean) => void } | undefined;
  cells: readonly { id: string; meta: ColumnMeta | undefined; content: ReactNode }[];
}

export function DataTableRow({ name, current, density, onIntent, select, cells }: DataTableRowProps) {
  const t = useMessages(dataTableMessages);
  const intent = useRef<ReturnType<typeof setTimeout>>(undefined);

  const expect = onIntent && (() => (intent.current = setTimeout(onIntent, INTENT_MS)));
  const forget = (): void => clearTimeout(intent.current);

  const chosen = current || select?.checked;
  return (
    <RowCurrentContext value={current}>
      {/* The link inside is the way for the keyboard; the row only makes it larger for the pointer. */}
      <tr
        data-row=""
        data-current={current ? "" : undefined}
        onClick={followRowLink}
        onAuxClick={followRowLink}
        onPointerEnter={expect}
        onPointerLeave={forget}
        onFocus={expect}
        onBlur={forget}
        className={cn(
          "group/row has-data-row-link:cursor-pointer",
          chosen ? "*:bg-selected" : "hover:*:bg-surface-2 has-[[data-row-link]:focus-visible]:*:bg-surface-2",
        )}
      >
        {select && (
          <td className={cn(selectCellStyles, HEIGHT[density], cellStyles, current && barStyles)}>
            <Checkbox
              aria-label={t("selectRow", { name })}
              checked={select.checked}
              onCheckedChange={(checked, { shiftKey }) => select.onToggle(checked, shiftKey)}
            />
          </td>
        )}
        {cells.map((cell, index) => (
          <td
            key={cell.id}
            className={cn(
              HEIGHT[density],
              cellStyles,
              "px-2 first:ps-4 last:pe-4",
              cell.meta?.align === "end" && "num text-end",
              cell.meta?.hideBelow && HIDE_BELOW[cell.meta.hideBelow],
              current && !select && index === 0 && barStyles,
            )}
          >
            {cell.content}
          </td>
        ))}
      </tr>
    </RowCurrentContext>
  );
}

const cellStyles = "border-b transition-colors duration-fast in-[tr:last-child]:border-b-0";

/** The open row has a bar at its start besides the tint. */
const barStyles = "shadow-[inset_2px_0_0_var(--color-accent)] rtl:shadow-[inset_-2px_0_0_var(--color-accent)]";
