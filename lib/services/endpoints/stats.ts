import type { EndpointStats, StatsRange } from "@/lib/contracts/endpoint-insights";
import { readDayStarts, readStats } from "@/lib/db/endpoints/stats";
import { HOUR, iso, MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { sumOf } from "./figures";
import { getAnyEndpointRow } from "./find-any";

/** A day's buckets begin where a day of the workspace begins, which is not always 24 hours after the one before. */
const RANGES = {
  "24h": { bucket: "30m", ms: 30 * MINUTE, count: 48 },
  "7d": { bucket: "3h", ms: 3 * HOUR, count: 56 },
  "30d": { bucket: "1d", ms: null, count: 30 },
} as const;

/**
 * What became of an endpoint's attempts over time, tests aside, in at most 56 buckets. Read from what the engines
 * counted, so it costs the same for a thousand attempts and for ten million.
 * @throws AppError NOT_FOUND
 */
export async function getEndpointStats(ctx: Context, id: string, range: StatsRange): Promise<EndpointStats> {
  const endpoint = await getAnyEndpointRow(ctx, id);
  const now = Date.now();
  const { bucket, ms, count } = RANGES[range];
  const starts = ms === null ? await readDayStarts(ctx.workspace.timeZone, count) : evenStarts(now, ms, count);
  const first = starts[0] ?? new Date(now);
  const since = new Date(Math.max(first.getTime(), retainedSince(ctx).getTime()));
  const slots = await readStats(ctx.workspace.id, id, since);
  let next = 0;
  const buckets = starts.map((start, at) => {
    const from = next;
    const end = starts[at + 1]?.getTime() ?? Infinity;
    while (next < slots.length && (slots[next]?.slot.getTime() ?? end) < end) next++;
    const { first: _first, firstSucceeded: _succeeded, ...figures } = sumOf(slots.slice(from, next));
    return { start: iso(start), ...figures };
  });
  const { first: _first, firstSucceeded: _succeeded, ...total } = sumOf(slots);
  return { range, start: iso(first), end: iso(new Date(now)), bucket, timeoutMs: endpoint.timeoutMs, total, buckets };
}

function evenStarts(now: number, ms: number, count: number): Date[] {
  const last = Math.floor(now / ms) * ms;
  return Array.from({ length: count }, (_, at) => new Date(last - (count - 1 - at) * ms));
}
