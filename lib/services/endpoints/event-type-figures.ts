import type { EndpointEventTypes, StatsQuery } from "@/lib/contracts/endpoint-insights";
import { readTypeStats, type TypeStatSlot } from "@/lib/db/endpoints/stats";
import { HOUR, iso } from "@/lib/shared/time";
import { subscribedTypes } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { sumOf } from "./figures";
import { getAnyEndpointRow } from "./find-any";
import { spanOf } from "./stats-span";

/**
 * What became of an endpoint's events by type, tests aside: the types that it subscribes to, and those that it received
 * before it left them out. Read from what the engines counted.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR
 */
export async function getEndpointEventTypes(ctx: Context, id: string, query: StatsQuery): Promise<EndpointEventTypes> {
  const endpoint = await getAnyEndpointRow(ctx, id);
  const now = new Date();
  const span = spanOf(ctx, query, now);
  const start = new Date(Math.floor(span.start.getTime() / HOUR) * HOUR);
  const end = new Date(Math.ceil(span.end.getTime() / HOUR) * HOUR);
  const byType = new Map<string, TypeStatSlot[]>(subscribedTypes(endpoint.eventTypes).map((type) => [type, []]));
  for (const slot of await readTypeStats(ctx.workspace.id, id, start, end)) {
    const slots = byType.get(slot.eventType);
    if (slots) slots.push(slot);
    else byType.set(slot.eventType, [slot]);
  }
  const types = [...byType].map(([eventType, slots]) => {
    const { first, firstSucceeded: _succeeded, ...figures } = sumOf(slots);
    return { eventType, deliveries: first, ...figures };
  });
  return {
    start: iso(start),
    end: iso(end < now ? end : now),
    types: types.toSorted((a, b) => b.deliveries - a.deliveries || a.eventType.localeCompare(b.eventType)),
  };
}
