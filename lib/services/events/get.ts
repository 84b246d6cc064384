import type { EventDetail } from "@/lib/contracts/event-records";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { toDelivery, WITH_ENDPOINT } from "../deliveries/to-delivery";
import { readableSurfaces, retainedSince } from "../deliveries/visible";
import { toEventSummary } from "./to-event";
import { traceOf } from "./trace";

/** More endpoints than one event can sensibly have. */
const DELIVERIES_MAX = 200;

/**
 * One event with its payload, its deliveries and what it belongs to. An event of a test send can be read by its id,
 * because its delivery names it.
 * @throws AppError NOT_FOUND for a missing and a foreign event alike, and past retention
 */
export async function getEvent(ctx: Context, id: string): Promise<EventDetail> {
  const row = await ctx.db.event.findFirst({ where: { id, createdAt: { gte: retainedSince(ctx) } } });
  if (!row) throw notFound("event");
  const [deliveries, trace] = await Promise.all([
    ctx.db.delivery.findMany({
      where: {
        eventId: row.id,
        eventCreatedAt: row.createdAt,
        // Says which index knows the event: tests stand in one of their own.
        kind: row.source === "test" ? "test" : { not: "test" },
        surface: { in: readableSurfaces(ctx) },
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: DELIVERIES_MAX,
      include: WITH_ENDPOINT,
    }),
    traceOf(ctx, row),
  ]);
  const payloadVisible = ctx.can("deliveries:read_payload");
  return {
    ...toEventSummary(row),
    body: payloadVisible && row.erasedAt === null ? row.body : null,
    payloadVisible,
    deliveries: deliveries.map(toDelivery),
    trace,
  };
}
