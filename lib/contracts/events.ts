import { z } from "zod";

import { batchOf, RefusedItem } from "./batch";
import { EventDetail, EventSummary, ListEvents } from "./event-records";
import { EVENT_TYPE_NAMES, LINK_ALIASES, type EventTypeName } from "./event-types";
import { pathId } from "./ids";
import { operation } from "./operation";

const SURFACES = ["workspace", "link", "outbound"] as const;

const name = z.enum(EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]]);

/** `data` is judged against the schema of its type by the service, so that a batch is judged item by item. */
export const CreateEvent = z
  .strictObject({
    type: name,
    data: z.record(z.string(), z.unknown()),
    idempotencyKey: z.string().min(1).max(255).optional(),
    /** At most five minutes ahead of our clock; when it is left out, now. */
    occurredAt: z.iso.datetime({ offset: true }).optional(),
    /** A link of this workspace; its link webhooks get the event. */
    linkId: z.string().max(64).optional(),
    /** On `*.updated`: the old values of what changed, at the same paths as in `data`. */
    previousAttributes: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: "CreateEvent" });
export type CreateEvent = z.output<typeof CreateEvent>;

/** Items are judged one by one, so here they may be anything. */
export const CreateEvents = z.strictObject({ events: batchOf }).meta({ id: "CreateEvents" });

export const AcceptedEvent = z
  .strictObject({ id: z.string(), type: z.string(), createdAt: z.iso.datetime() })
  .meta({ id: "AcceptedEvent" });
export type AcceptedEvent = z.output<typeof AcceptedEvent>;

export const EventTypeInfo = z
  .strictObject({
    type: z.string(),
    family: z.string(),
    title: z.string(),
    /** One short sentence. */
    summary: z.string(),
    /** When it is sent. */
    description: z.string(),
    /** When it is not, where that may surprise. */
    notSentWhen: z.string().nullable(),
    carriesLink: z.boolean(),
    operational: z.boolean(),
    /** Where endpoints may subscribe to it. */
    surfaces: z.array(z.enum(SURFACES)),
    /** Documented short names that match it on link webhooks. */
    aliases: z.array(z.enum(LINK_ALIASES)),
  })
  .meta({ id: "EventTypeInfo" });
export type EventTypeInfo = z.output<typeof EventTypeInfo>;

/** The most events of a type that are counted; beyond it the figure only says that there were more. */
export const COUNTED_MAX = 1_000;

/** How this workspace uses a type, and what it carries. */
const use = {
  /** Events of the last 7 days, tests aside. `more`: at least this many. */
  lastWeek: z.strictObject({ count: z.int(), more: z.boolean() }),
  /** Endpoints that subscribe to it, of the surfaces that the caller may see. */
  endpoints: z.int(),
  /** The paths of its fields, to search in. */
  fields: z.array(z.string()),
};

export const EventTypeInUse = EventTypeInfo.extend(use).meta({ id: "EventTypeInUse" });
export type EventTypeInUse = z.output<typeof EventTypeInUse>;

export const EventTypeDetail = EventTypeInUse.extend({
  /** JSON Schema of `data`. */
  schema: z.record(z.string(), z.unknown()),
  /** One realistic `data`. */
  sample: z.record(z.string(), z.unknown()),
  apiVersion: z.string(),
  /** The endpoints behind the figure, at most 100. */
  subscribers: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      surface: z.enum(SURFACES),
      linkId: z.string().nullable(),
      state: z.enum(["enabled", "paused", "disabled"]),
    }),
  ),
}).meta({ id: "EventTypeDetail" });
export type EventTypeDetail = z.output<typeof EventTypeDetail>;

export const events = {
  list: operation({
    id: "events.list",
    method: "GET",
    path: "/api/events",
    summary: "List events, newest first",
    auth: { kind: "any", permission: "events:read" },
    query: ListEvents,
    status: 200,
    data: z.array(EventSummary),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "events.get",
    method: "GET",
    path: "/api/events/{id}",
    summary: "Read one event with its payload, its deliveries and its trace",
    auth: { kind: "any", permission: "events:read" },
    params: z.strictObject({ id: pathId("event") }),
    status: 200,
    data: EventDetail,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  create: operation({
    id: "events.create",
    method: "POST",
    path: "/api/events",
    summary: "Accept one event, or up to 100",
    auth: { kind: "any", permission: "events:write" },
    body: z.union([CreateEvent, CreateEvents]),
    status: 202,
    data: z.union([AcceptedEvent, z.array(z.union([AcceptedEvent, RefusedItem]))]),
    rate: "second",
    namesNobody: true,
    errors: ["IDEMPOTENCY_CONFLICT"],
  }),
  types: operation({
    id: "eventTypes.list",
    method: "GET",
    path: "/api/event-types",
    summary: "List the event types, with how much this workspace uses each",
    auth: { kind: "any", permission: "events:read" },
    status: 200,
    data: z.array(EventTypeInUse),
    rate: "hour",
    errors: [],
  }),
  type: operation({
    id: "eventTypes.get",
    method: "GET",
    path: "/api/event-types/{type}",
    summary: "Read one event type with its JSON Schema and a sample",
    auth: { kind: "any", permission: "events:read" },
    params: z.strictObject({ type: z.string().max(64) }),
    status: 200,
    data: EventTypeDetail,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
} as const;
