import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** One line of the palette. */
export interface PaletteRow {
  /** Unique in the palette. */
  key: string;
  label: string;
  /** Grey, after the label: what kind of thing it is, or where it leads. */
  hint?: string;
  icon: LucideIcon;
  /** At the end of the line. */
  end?: ReactNode;
  /** The keys that do the same, as `useShortcut` writes them. */
  keys?: string;
  /** More words that find it. */
  words?: string;
  /** Where it leads; else what it does. */
  href?: string;
  run?: () => void;
  /** Running it leads to another step, so the palette stays. */
  stays?: boolean;
}

export interface PaletteGroup {
  key: string;
  heading: string;
  rows: readonly PaletteRow[];
  /** Rows are on their way. */
  loading: boolean;
}

const SHOWN_MAX = 6;

/** The rows that every word of the search begins or is part of a word of, the nearest first. */
export function matching(rows: readonly PaletteRow[], search: string, max = SHOWN_MAX): PaletteRow[] {
  const asked = wordsOf(search);
  return rows
    .map((row) => ({ row, rank: rankOf(row, asked) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank)
    .slice(0, max)
    .map(({ row }) => row);
}

/** 0 when a word is nowhere; the start of the label counts more than that of a word, and that more than its middle. */
function rankOf({ label, hint, words }: PaletteRow, asked: readonly string[]): number {
  const name = label.toLowerCase();
  const all = `${name} ${hint ?? ""} ${words ?? ""}`.toLowerCase();
  let rank = 1;
  for (const word of asked) {
    if (name.startsWith(word)) rank += 4;
    else if (wordsOf(name).some((each) => each.startsWith(word))) rank += 3;
    else if (wordsOf(all).some((each) => each.startsWith(word))) rank += 2;
    else if (all.includes(word)) rank += 1;
    else return 0;
  }
  return rank;
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,/·]+/)
    .filter(Boolean);
