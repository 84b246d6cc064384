import type { STATS_BUCKETS, StatsQuery, StatsRange } from "@/lib/contracts/endpoint-insights";
import { readDayStarts } from "@/lib/db/endpoints/stats";
import { AppError } from "@/lib/shared/errors";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";

/** A part of the past that figures are of. */
export interface Span {
  start: Date;
  end: Date;
  /** False for the last hours or days, whose beginning is no one's choice. */
  chosen: boolean;
}

export interface SpanBucket {
  start: Date;
  end: Date;
}

const RANGE_MS: Readonly<Record<StatsRange, number>> = { "1h": HOUR, "24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY };

/** What is asked for, as far as retention reaches. @throws AppError VALIDATION_ERROR when it ends before it begins */
export function spanOf(ctx: Context, { range, start, end }: StatsQuery, now = new Date()): Span {
  const oldest = retainedSince(ctx);
  const asked = {
    start: start ?? new Date(now.getTime() - RANGE_MS[range]),
    end: start && end && end < now ? end : now,
  };
  if (asked.start >= asked.end)
    throw new AppError("VALIDATION_ERROR", "The range is not valid.", {
      details: [{ path: "start", message: "The start has to lie before the end, and in the past." }],
    });
  return { start: asked.start < oldest ? oldest : asked.start, end: asked.end, chosen: start !== undefined };
}

/** The longest span that is still shown in buckets of a size. A day's begin where a day of the workspace begins. */
const SIZES = [
  ["15m", 15 * MINUTE, 12 * HOUR],
  ["30m", 30 * MINUTE, 36 * HOUR],
  ["3h", 3 * HOUR, 8 * DAY],
] as const;

/** The buckets of a span, oldest first, and their size. Those of a chosen span cover all of it. */
export async function bucketsOf(
  ctx: Context,
  span: Span,
): Promise<{ bucket: (typeof STATS_BUCKETS)[number]; buckets: SpanBucket[] }> {
  const { start, end, chosen } = span;
  const even = SIZES.find(([, , longest]) => end.getTime() - start.getTime() <= longest);
  if (even) {
    const [bucket, size] = even;
    const first = (chosen ? Math.floor(start.getTime() / size) : Math.ceil(start.getTime() / size)) * size;
    const count = Math.ceil((end.getTime() - first) / size);
    const at = (place: number): Date => new Date(first + place * size);
    return { bucket, buckets: Array.from({ length: count }, (_, place) => ({ start: at(place), end: at(place + 1) })) };
  }
  const back = (Date.now() - start.getTime()) / DAY;
  const days = chosen ? Math.ceil(back) + 1 : Math.round(back);
  const starts = await readDayStarts(ctx.workspace.timeZone, days);
  const buckets = starts
    .slice(0, -1)
    .map((from, place) => ({ start: from, end: starts[place + 1] ?? from }))
    .filter((day) => day.start < end && (!chosen || day.end > start));
  return { bucket: "1d", buckets };
}
