import type { EndpointStats, StatsQuery } from "@/lib/contracts/endpoint-insights";
import { readStats } from "@/lib/db/endpoints/stats";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { sumOf } from "./figures";
import { getAnyEndpointRow } from "./find-any";
import { bucketsOf, spanOf } from "./stats-span";

/**
 * What became of an endpoint's attempts over time, tests aside, in at most 90 buckets. Read from what the engines
 * counted, so it costs the same for a thousand attempts and for ten million.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR
 */
export async function getEndpointStats(ctx: Context, id: string, query: StatsQuery): Promise<EndpointStats> {
  const endpoint = await getAnyEndpointRow(ctx, id);
  const span = spanOf(ctx, query);
  const { bucket, buckets } = await bucketsOf(ctx, span);
  const start = buckets[0]?.start ?? span.start;
  const oldest = retainedSince(ctx);
  const slots = await readStats(ctx.workspace.id, id, start < oldest ? oldest : start, buckets.at(-1)?.end ?? span.end);
  let next = 0;
  const counted = buckets.map((each) => {
    const from = next;
    while (next < slots.length && (slots[next]?.slot ?? each.end) < each.end) next++;
    return { start: iso(each.start), end: iso(each.end), ...figuresOf(slots.slice(from, next)) };
  });
  return {
    start: iso(start),
    end: iso(span.end),
    bucket,
    timeoutMs: endpoint.timeoutMs,
    total: figuresOf(slots),
    buckets: counted,
  };
}

function figuresOf(slots: Parameters<typeof sumOf>[0]) {
  const { first: _first, firstSucceeded: _succeeded, ...figures } = sumOf(slots);
  return figures;
}
