"use client";

import type { RefObject } from "react";

import { useMessages } from "@/components/ui/locale";
import { useShortcut } from "@/components/ui/shortcuts";

import { dataTableMessages } from "./messages";

export interface RowKeysOptions {
  table: RefObject<HTMLTableElement | null>;
  rowCount: number;
  /** Position of the row that is open beside the list, or -1. */
  current: number;
  /** Opens a row while another is open: the pane changes and the focus stays. */
  onOpen: ((index: number) => void) | undefined;
  /** Selects a row, or with `range` all from the last selected one to it. */
  onToggle: ((index: number, range: boolean) => void) | undefined;
  enabled: boolean;
}

/** `j` `k` and the arrows move, `o` opens, `x` selects; Enter on the focused link is the browser's own. */
export function useRowKeys({ table, rowCount, current, onOpen, onToggle, enabled }: RowKeysOptions): void {
  const t = useMessages(dataTableMessages);

  function move(step: number): void {
    if (current >= 0 && onOpen) {
      const next = current + step;
      if (next >= 0 && next < rowCount) onOpen(next);
      return;
    }
    const at = focusedRow(table.current);
    const next = at < 0 ? (step > 0 ? 0 : rowCount - 1) : Math.min(rowCount - 1, Math.max(0, at + step));
    linkOf(table.current, next)?.focus();
  }

  const toggle = (range: boolean): void => {
    const at = focusedRow(table.current);
    if (at >= 0) onToggle?.(at, range);
  };

  useShortcut("j", t("nextRow"), () => move(1), enabled);
  useShortcut("k", t("previousRow"), () => move(-1), enabled);
  useShortcut("ArrowDown", t("nextRow"), () => move(1), enabled);
  useShortcut("ArrowUp", t("previousRow"), () => move(-1), enabled);
  useShortcut("o", t("openRow"), () => linkOf(table.current, focusedRow(table.current))?.click(), enabled);
  useShortcut("x", t("toggleRow"), () => toggle(false), enabled && onToggle !== undefined);
  useShortcut("Shift+x", t("toggleRange"), () => toggle(true), enabled && onToggle !== undefined);
}

function rowsOf(table: HTMLTableElement | null): HTMLTableRowElement[] {
  return table ? [...table.querySelectorAll<HTMLTableRowElement>("tbody > tr[data-row]")] : [];
}

function focusedRow(table: HTMLTableElement | null): number {
  return rowsOf(table).findIndex((row) => row.contains(document.activeElement));
}

function linkOf(table: HTMLTableElement | null, index: number): HTMLAnchorElement | null {
  return rowsOf(table)[index]?.querySelector<HTMLAnchorElement>("[data-row-link]") ?? null;
}
