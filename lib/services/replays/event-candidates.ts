import { Filter } from "@/lib/contracts/filter";
import { compileFilter } from "@/lib/webhooks/filters";
import { matchesSubscription, subscribedTypes, type Subscription } from "@/lib/webhooks/subscription";

import type { Context } from "../context";
import { type Candidate, deliveriesOfEvents, type Page, type Place, type Source } from "./candidate";
import type { Selection } from "./selection";

type EventsSelection = Extract<Selection, { by: "events" }>;

/** Bodies may have a megabyte each: only so many are in memory at once. */
const BODIES_AT_ONCE = 50;

/** The events of a time range that one endpoint would get now, each with the delivery it has there, if it has one. */
export async function eventPage(
  source: Source,
  selection: EventsSelection,
  from: Place | null,
  limit: number,
): Promise<Page> {
  const { ctx } = source;
  const endpoint = await findTarget(ctx, selection);
  if (!endpoint) return { candidates: [], next: null, unknown: 0 };
  const rows = await ctx.db.event.findMany({
    where: {
      AND: [
        whereOf(source, selection, endpoint),
        from ? { OR: [{ createdAt: { gt: from.at } }, { createdAt: from.at, id: { gt: from.id } }] } : {},
      ],
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: limit,
    select: { id: true, type: true, createdAt: true },
  });
  const matching = await wanted(ctx, { ...endpoint, endpointId: endpoint.id }, rows);
  const known =
    matching.length === 0 ? new Map<string, Candidate>() : await deliveriesOfEvents(ctx, endpoint.id, matching);
  const candidates = matching.map(
    (event): Candidate =>
      known.get(event.id) ?? {
        deliveryId: null,
        eventId: event.id,
        eventType: event.type,
        eventCreatedAt: event.createdAt,
        endpointId: endpoint.id,
        surface: endpoint.surface,
        state: null,
        kind: "replay",
        generation: 0,
        busy: false,
        createdAt: event.createdAt,
      },
  );
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return { candidates, next: last ? { at: last.createdAt, id: last.id } : null, unknown: 0 };
}

type Target = NonNullable<Awaited<ReturnType<typeof findTarget>>>;

const findTarget = (ctx: Context, selection: EventsSelection) =>
  ctx.db.endpoint.findFirst({
    where: { id: selection.endpointId },
    select: { id: true, surface: true, linkId: true, eventTypes: true, filters: true },
  });

/** The events of the range whose type the endpoint can match and the selection asks for. */
function whereOf({ asOf }: Source, selection: EventsSelection, { eventTypes, surface, linkId }: Target) {
  const subscribed = subscribedTypes(eventTypes);
  const asked: readonly string[] = selection.eventTypes ?? subscribed;
  return {
    type: { in: subscribed.filter((type) => asked.includes(type)) },
    source: { not: "test" as const },
    createdAt: { gte: new Date(selection.start), lte: new Date(Math.min(asOf.getTime(), Date.parse(selection.end))) },
    ...(surface === "link" ? { linkId } : {}),
  };
}

/** Whether the range holds more events of the endpoint's types than `limit`. */
export async function isMoreEventsThan(source: Source, selection: EventsSelection, limit: number): Promise<boolean> {
  const endpoint = await findTarget(source.ctx, selection);
  const beyond =
    endpoint &&
    (await source.ctx.db.event.findFirst({
      where: whereOf(source, selection, endpoint),
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      skip: limit,
      select: { id: true },
    }));
  return Boolean(beyond);
}

interface EventRow {
  id: string;
  type: string;
  createdAt: Date;
}

/** Those that subscription and filter let through. What is in a body decides, so bodies are read, a few at a time. */
async function wanted(
  ctx: Context,
  endpoint: Subscription & { filters: unknown },
  rows: readonly EventRow[],
): Promise<EventRow[]> {
  const filter = endpoint.filters === null ? null : compileFilter(Filter.parse(endpoint.filters));
  const found: EventRow[] = [];
  for (let at = 0; at < rows.length; at += BODIES_AT_ONCE) {
    const part = rows.slice(at, at + BODIES_AT_ONCE);
    const times = part.map((row) => row.createdAt.getTime());
    const events = await ctx.db.event.findMany({
      where: {
        id: { in: part.map((row) => row.id) },
        createdAt: { gte: new Date(Math.min(...times)), lte: new Date(Math.max(...times)) },
      },
      select: { id: true, type: true, linkId: true, source: true, body: true, erasedAt: true },
    });
    const passing = new Set(
      events
        .filter((event) => {
          // An erased body says nothing any more; the event is shown as left out, not as never there.
          if (event.erasedAt) return true;
          // The body is the envelope that we built when the event was accepted.
          const { data, previousAttributes } = JSON.parse(event.body) as {
            data: Record<string, unknown>;
            previousAttributes?: unknown;
          };
          const matches = matchesSubscription(endpoint, { ...event, data });
          return matches && (filter?.matches({ data, previousAttributes }) ?? true);
        })
        .map((event) => event.id),
    );
    found.push(...part.filter((row) => passing.has(row.id)));
  }
  return found;
}
