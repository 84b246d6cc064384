import { createLoader, type inferParserType, parseAsIsoDateTime, parseAsStringLiteral } from "nuqs/server";

import type { StatsFilters } from "@/lib/client/queries/endpoint-insights";
import { STATS_RANGES } from "@/lib/contracts/endpoint-insights";

/** Which time figures and charts are of, in the address. */
export const statsParsers = {
  range: parseAsStringLiteral([...STATS_RANGES, "custom"]).withDefault("24h"),
  /** Both with `custom` only. */
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
};

export type StatsSearch = inferParserType<typeof statsParsers>;

export const loadStatsSearch = createLoader(statsParsers);

/** The range with fixed ends that the address names; undefined for the last hours or days. */
export const fixedRangeOf = ({ range, from, to }: StatsSearch): { start: Date; end: Date } | undefined =>
  range === "custom" && from && to && from < to ? { start: from, end: to } : undefined;

/** The same as the API is asked for it. */
export function statsFiltersOf(search: StatsSearch): StatsFilters {
  const fixed = fixedRangeOf(search);
  if (fixed) return { start: fixed.start.toISOString(), end: fixed.end.toISOString() };
  return { range: search.range === "custom" ? "24h" : search.range };
}
