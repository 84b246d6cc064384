"use client";

import { useState } from "react";

import type { Delivery } from "@/lib/contracts/deliveries";

export interface SettledRowsInput {
  fetched: readonly Delivery[] | undefined;
  /** What was asked for: an answer to another question is shown as it is. */
  question: string;
  /** Whether nobody would notice: at the top, nothing chosen, the focus elsewhere. */
  follow: boolean;
}

export interface SettledRows {
  rows: readonly Delivery[];
  /** Newer rows that wait to be shown. */
  waiting: number;
  show: () => void;
}

/** Rows never move under the pointer: those on the screen change in place, newer ones are counted until they are asked for. */
export function useSettledRows({ fetched, question, follow }: SettledRowsInput): SettledRows {
  const [settled, setSettled] = useState<{ question: string; rows: readonly Delivery[] } | null>(null);
  if (!fetched) return { rows: [], waiting: 0, show: () => undefined };
  const kept = settled?.question === question ? settled.rows : undefined;
  if (!kept || (follow && kept !== fetched)) {
    setSettled({ question, rows: fetched });
    return { rows: fetched, waiting: 0, show: () => undefined };
  }
  const now = new Map(fetched.map((row) => [row.id, row]));
  const known = new Set(kept.map(({ id }) => id));
  const newest = kept[0]?.createdAt ?? "";
  return {
    rows: kept.map((row) => now.get(row.id) ?? row),
    waiting: fetched.filter(({ id, createdAt }) => !known.has(id) && createdAt >= newest).length,
    show: () => setSettled({ question, rows: fetched }),
  };
}
