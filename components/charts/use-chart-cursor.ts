"use client";

import { useState } from "react";

/** Positions of the first and the last bucket that were dragged over. */
export interface Brush {
  first: number;
  last: number;
}

/** Where the pointer or the keyboard is in charts over the same buckets, and what is being marked. */
export interface ChartCursor {
  at: number | null;
  brush: Brush | null;
  move: (at: number | null) => void;
  /** Begins to mark, or goes on marking up to here. */
  mark: (at: number) => void;
  /** Ends the marking: zooms into it, or answers false when it is one bucket alone. */
  finish: () => boolean;
  cancel: () => void;
}

/** One cursor for charts that stand side by side. */
export function useChartCursor(onZoom: (first: number, last: number) => void): ChartCursor {
  const [at, setAt] = useState<number | null>(null);
  const [marked, setMarked] = useState<{ from: number; to: number } | null>(null);
  const brush = marked && { first: Math.min(marked.from, marked.to), last: Math.max(marked.from, marked.to) };
  return {
    at,
    brush,
    move: setAt,
    mark: (to) => {
      setMarked((now) => ({ from: now?.from ?? to, to }));
      setAt(to);
    },
    finish: () => {
      setMarked(null);
      if (!brush || brush.first === brush.last) return false;
      setAt(null);
      onZoom(brush.first, brush.last);
      return true;
    },
    cancel: () => {
      setMarked(null);
      setAt(null);
    },
  };
}
