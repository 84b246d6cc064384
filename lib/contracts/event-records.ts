import { z } from "zod";

import { Delivery } from "./deliveries";
import { EVENT_FAMILIES, EVENT_TYPES, type EventTypeName } from "./event-types";
import { pathId } from "./ids";
import { commaIds, commaList, KeysetQuery, QueryEnd, QueryStart } from "./paging";

/** Where an event came from. Events of test sends exist for their one delivery and stand in no list. */
export const EVENT_SOURCES = ["api", "link", "conversion", "provider", "system"] as const;

const time = z.iso.datetime();

export const EventSummary = z
  .strictObject({
    id: z.string(),
    type: z.string(),
    source: z.enum([...EVENT_SOURCES, "test"]),
    linkId: z.string().nullable(),
    customerId: z.string().nullable(),
    /** Whose doing it was: the id of a user or an API key; null for visitors and providers. */
    actorId: z.string().nullable(),
    /** The same for everything that one request or one provider event set off. */
    correlationId: z.string().nullable(),
    occurredAt: time,
    createdAt: time,
    /** When its personal data was erased; null while it is there. */
    erasedAt: time.nullable(),
  })
  .meta({ id: "EventSummary" });
export type EventSummary = z.output<typeof EventSummary>;

/** One thing that happened on the way, in the order of time. */
export const TraceStep = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("receipt"),
      at: time,
      id: z.string(),
      provider: z.string(),
      topic: z.string().nullable(),
      state: z.string(),
      installationId: z.string().nullable(),
      processedAt: time.nullable(),
    }),
    z.strictObject({
      kind: z.literal("event"),
      at: time,
      id: z.string(),
      type: z.string(),
      source: z.enum([...EVENT_SOURCES, "test"]),
    }),
    z.strictObject({
      kind: z.literal("delivery"),
      at: time,
      id: z.string(),
      eventId: z.string(),
      endpointId: z.string(),
      endpointName: z.string(),
      state: Delivery.shape.state,
      attemptCount: z.int(),
      statusCode: z.int().nullable(),
      completedAt: time.nullable(),
    }),
  ])
  .meta({ id: "TraceStep" });
export type TraceStep = z.output<typeof TraceStep>;

export const Trace = z.strictObject({
  steps: z.array(TraceStep),
  /** True when there was more than is shown. */
  truncated: z.boolean(),
});
export type Trace = z.output<typeof Trace>;

export const EventDetail = EventSummary.extend({
  /** The exact bytes that are sent; null once erased, or when the caller may not see payloads. */
  body: z.string().nullable(),
  /** False when the caller lacks `deliveries:read_payload`. */
  payloadVisible: z.boolean(),
  /** Its deliveries on the surfaces that the caller may see, newest first. */
  deliveries: z.array(Delivery),
  /** Everything of the same correlation, from the provider's request to the last delivery. */
  trace: Trace,
}).meta({ id: "EventDetail" });
export type EventDetail = z.output<typeof EventDetail>;

const FAMILIES = EVENT_FAMILIES.map((each) => each.family);
type TypeOrFamily = EventTypeName | (typeof FAMILIES)[number];

const namesOf = (name: TypeOrFamily): EventTypeName[] =>
  EVENT_TYPES.filter((each) => each.type === name || each.family === name).map((each) => each.type);

/** Type names, or families for all of theirs: `lead,sale.created`. */
const typeList = commaList([...EVENT_TYPES.map((each) => each.type), ...FAMILIES] as [TypeOrFamily, ...TypeOrFamily[]])
  .transform((names) => [...new Set(names.flatMap(namesOf))])
  .meta({ description: "Event types or families, separated by commas." });

export const EventFilters = z.strictObject({
  type: typeList.optional(),
  source: commaList(EVENT_SOURCES).optional(),
  linkId: commaIds.optional(),
  customerId: pathId("customer").optional(),
  start: QueryStart.optional(),
  end: QueryEnd.optional(),
  /** The key that the event was sent with. */
  idempotencyKey: z.string().min(1).max(255).optional(),
  /** An id of an event, a link or a customer, or an idempotency key. */
  q: z.string().trim().min(1).max(255).optional(),
});

export const ListEvents = KeysetQuery.extend(EventFilters.shape);
export type ListEvents = z.output<typeof ListEvents>;
