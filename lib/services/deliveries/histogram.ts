import type { DeliveryHistogram } from "@/lib/contracts/deliveries";
import { countSlots, type Slot } from "@/lib/db/deliveries/log/histogram";
import { DAY, HOUR, iso, MINUTE, SECOND } from "@/lib/shared/time";

import type { Context } from "../context";
import { ATTEMPTS_MAX } from "./list";
import { type DeliveryQuery, logRequest } from "./log-query";
import { retainedSince } from "./visible";

const BUCKETS_MAX = 96;
/** Each bucket is looked into at so many places, so that what happened in its second half is seen too. */
const PLACES = 2;
const RANGE = DAY;
const SIZES = [
  ...[1, 2, 5, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 4, 6, 12].map((n) => n * HOUR),
  DAY,
  7 * DAY,
];

/**
 * Deliveries by state over a range, in buckets of a round size, 96 at most. Costs the same however much the range
 * holds: where it holds more than can be looked at, the figures are worked out and said not to be exact.
 */
export async function deliveryHistogram(ctx: Context, query: DeliveryQuery): Promise<DeliveryHistogram> {
  const end = query.end ?? new Date();
  const oldest = retainedSince(ctx);
  const asked = query.start ?? new Date(end.getTime() - RANGE);
  const start = asked < oldest ? oldest : asked;
  const bucketMs = SIZES.find((size) => (end.getTime() - start.getTime()) / size <= BUCKETS_MAX - 1) ?? 7 * DAY;
  const buckets = bucketsOf(start, end, bucketMs);
  const request = buckets.length === 0 ? null : await logRequest(ctx, { ...query, start, end });
  const slots = buckets.flatMap(halves);
  const counted = request ? await countSlots({ ...request, attemptsMax: ATTEMPTS_MAX }, slots) : [];

  const shown = buckets.map(({ from }) => ({
    start: iso(from),
    exact: true,
    counts: {} as DeliveryHistogram["buckets"][number]["counts"],
  }));
  let total = 0;
  for (const { slot, counts, exact } of counted) {
    const bucket = shown[Math.floor(slot / PLACES)];
    if (!bucket) continue;
    bucket.exact &&= exact;
    for (const [state, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
      bucket.counts[state] = (bucket.counts[state] ?? 0) + count;
      total += count;
    }
  }
  const exact = shown.every((bucket) => bucket.exact);
  return { start: iso(start), end: iso(end), bucketMs, total, exact, buckets: shown };
}

/** Whole buckets, counted from the epoch; the first and the last are cut to the range. */
function bucketsOf(start: Date, end: Date, size: number): Slot[] {
  const first = Math.floor(start.getTime() / size) * size;
  const buckets: Slot[] = [];
  for (let at = first; at <= end.getTime(); at += size)
    buckets.push({
      from: new Date(Math.max(at, start.getTime())),
      // The end of a range belongs to it, to the millisecond.
      to: new Date(Math.min(at + size, end.getTime() + 1)),
    });
  return buckets;
}

function halves({ from, to }: Slot): Slot[] {
  const middle = new Date(Math.floor((from.getTime() + to.getTime()) / PLACES));
  return [
    { from, to: middle },
    { from: middle, to },
  ];
}
