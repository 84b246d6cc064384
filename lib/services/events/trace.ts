import type { Trace, TraceStep } from "@/lib/contracts/event-records";
import { iso, isoOrNull } from "@/lib/shared/time";

import type { Context } from "../context";
import { readableSurfaces, retainedSince } from "../deliveries/visible";
import { SUMMARY } from "./to-event";

const EVENTS_MAX = 50;
const STEPS_MAX = 300;

interface Traced {
  id: string;
  type: string;
  source: Extract<TraceStep, { kind: "event" }>["source"];
  correlationId: string | null;
  createdAt: Date;
}

/**
 * What one provider event or one request set off, in the order of time: the provider's requests (for those who may see
 * integrations), the events that were made of them, and their deliveries on the surfaces the caller may see. An event
 * without a correlation is traced alone.
 */
export async function traceOf(ctx: Context, event: Traced): Promise<Trace> {
  const { correlationId } = event;
  const [receipts, related] = await Promise.all([
    receiptsOf(ctx, correlationId),
    correlationId === null ? [event] : relatedEvents(ctx, correlationId),
  ]);
  return traceFrom(ctx, receipts, related);
}

/** The same from its other end: what one provider event set off, as far as the caller may see events. */
export async function traceOfReceipt(ctx: Context, correlationId: string | null): Promise<Trace> {
  const [receipts, related] = await Promise.all([
    receiptsOf(ctx, correlationId),
    correlationId === null || !ctx.can("events:read") ? [] : relatedEvents(ctx, correlationId),
  ]);
  return traceFrom(ctx, receipts, related);
}

async function traceFrom(ctx: Context, receipts: TraceStep[], related: readonly Traced[]): Promise<Trace> {
  const events = related.slice(0, EVENTS_MAX);
  const deliveries = await deliveriesOf(ctx, events);
  const steps = [...receipts, ...events.map(eventStep), ...deliveries].toSorted(
    (one, other) => one.at.localeCompare(other.at) || ORDER[one.kind] - ORDER[other.kind],
  );
  return { steps: steps.slice(0, STEPS_MAX), truncated: related.length > EVENTS_MAX || steps.length > STEPS_MAX };
}

/** Of what carries the same millisecond the cause comes first. */
const ORDER = { receipt: 0, event: 1, delivery: 2 } as const;

function relatedEvents(ctx: Context, correlationId: string): Promise<Traced[]> {
  return ctx.db.event.findMany({
    where: {
      correlationId,
      source: { not: "test" },
      createdAt: { gte: retainedSince(ctx) },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: EVENTS_MAX + 1,
    select: SUMMARY,
  });
}

const eventStep = (event: Traced): TraceStep => ({
  kind: "event",
  at: iso(event.createdAt),
  id: event.id,
  type: event.type,
  source: event.source,
});

async function receiptsOf(ctx: Context, correlationId: string | null): Promise<TraceStep[]> {
  if (correlationId === null || !ctx.can("integrations:read")) return [];
  const rows = await ctx.db.receipt.findMany({
    where: { correlationId },
    orderBy: { receivedAt: "asc" },
    take: EVENTS_MAX,
    omit: { headers: true, body: true },
  });
  return rows.map((row) => ({
    kind: "receipt",
    at: iso(row.receivedAt),
    id: row.id,
    provider: row.provider,
    topic: row.topic,
    state: row.state,
    installationId: row.installationId,
    processedAt: isoOrNull(row.processedAt),
  }));
}

async function deliveriesOf(ctx: Context, events: readonly Traced[]): Promise<TraceStep[]> {
  if (events.length === 0) return [];
  const rows = await ctx.db.delivery.findMany({
    where: {
      eventId: { in: events.map((event) => event.id) },
      eventCreatedAt: { in: events.map((event) => event.createdAt) },
      kind: events.some((event) => event.source === "test") ? "test" : { not: "test" },
      surface: { in: readableSurfaces(ctx) },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: STEPS_MAX + 1,
    include: { endpoint: { select: { name: true } } },
  });
  return rows.map((row) => ({
    kind: "delivery",
    at: iso(row.createdAt),
    id: row.id,
    eventId: row.eventId,
    endpointId: row.endpointId,
    endpointName: row.endpoint.name,
    state: row.state,
    attemptCount: row.attemptCount,
    statusCode: row.statusCode,
    completedAt: isoOrNull(row.completedAt),
  }));
}
