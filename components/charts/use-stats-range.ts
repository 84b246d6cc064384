"use client";

import { useQueryStates } from "nuqs";

import { useMessages } from "@/components/ui/locale";
import type { StatsRange } from "@/lib/contracts/endpoint-insights";

import { chartMessages } from "./messages";
import { useRangeWords } from "./range-words";
import { fixedRangeOf, statsFiltersOf, statsParsers } from "./stats-range";

const LAST = { "1h": "last1h", "24h": "last24h", "7d": "last7d", "30d": "last30d" } as const;

/** Which time the figures of this page are of, and the ways to another one. */
export function useStatsRange() {
  const t = useMessages(chartMessages);
  const words = useRangeWords();
  const [search, setSearch] = useQueryStates(statsParsers, { history: "push" });
  const fixed = fixedRangeOf(search);
  const last = search.range === "custom" ? "24h" : search.range;
  return {
    fixed,
    last,
    filters: statsFiltersOf(search),
    /** “Last 24 hours”, or from when to when. */
    title: fixed ? words(fixed.start, fixed.end) : t(LAST[last]),
    choose: (range: StatsRange) => void setSearch({ range, from: null, to: null }),
    zoom: (from: Date, to: Date) => void setSearch({ range: "custom", from, to }),
  };
}

export type StatsRangeState = ReturnType<typeof useStatsRange>;
