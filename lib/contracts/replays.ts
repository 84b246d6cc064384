import { z } from "zod";

import { DELIVERY_STATES, DeliveryFilters } from "./deliveries";
import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaIds, commaList, PageQuery } from "./paging";

/** What one replay may hold, and how far a preview counts. */
export const REPLAY_MAX = 100_000;
const IDS_MAX = 10_000;

export const REPLAY_STATES = ["preparing", "running", "paused", "done", "canceled"] as const;

/** Why a selected delivery is not sent. */
export const LEFT_OUT_REASONS = [
  "already_delivered",
  "in_progress",
  "canceled",
  "discarded",
  "erased",
  "expired",
  "test",
  "not_found",
  "not_allowed",
  "endpoint_deleted",
  "endpoint_paused",
  "endpoint_disabled",
  "plan",
] as const;
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number];

const names = EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]];
const time = z.iso.datetime();
const timeIn = z.iso.datetime({ offset: true });

const ReplayFilter = z.strictObject({ ...DeliveryFilters.shape, endpointId: commaIds.optional() });
export type ReplayFilter = z.output<typeof ReplayFilter>;

export const ReplaySelection = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("deliveries"), ids: z.array(pathId("delivery")).min(1).max(IDS_MAX) }),
    /** The filters of the delivery list, as they stand in its address. */
    z.strictObject({ by: z.literal("filter"), filter: ReplayFilter }),
    /** What one endpoint would get now of the events of a time range, those included that it never got. */
    z.strictObject({
      by: z.literal("events"),
      endpointId: pathId("endpoint"),
      start: timeIn,
      end: timeIn,
      eventTypes: z.array(z.enum(names)).min(1).max(100).optional(),
      /** Also what was delivered to it before. */
      includeDelivered: z.boolean().default(false),
    }),
    z.strictObject({ by: z.literal("incident"), incidentId: pathId("incident") }),
  ])
  .meta({ id: "ReplaySelection" });
export type ReplaySelection = z.output<typeof ReplaySelection>;

const RatePerSecond = z.int().min(1).max(1_000);
const StopAfterFailures = z.int().min(1).max(1_000);

export const PreviewReplay = z
  .strictObject({
    selection: ReplaySelection,
    /** Where all of it goes; each back to its own endpoint when absent. */
    endpointId: pathId("endpoint").optional(),
    ratePerSecond: RatePerSecond.optional(),
  })
  .refine((input) => input.endpointId === undefined || input.selection.by !== "events", {
    path: ["endpointId"],
    message: "This selection names its endpoint.",
  })
  .meta({ id: "PreviewReplay" });
export type PreviewReplay = z.output<typeof PreviewReplay>;

export const CreateReplay = PreviewReplay.safeExtend({
  /** Sends one, and goes on only after it was delivered. */
  tryFirst: z.boolean().default(false),
  /** Pauses after so many failures in a row. */
  stopAfterFailures: StopAfterFailures.optional(),
}).meta({ id: "CreateReplay" });
export type CreateReplay = z.output<typeof CreateReplay>;

export const UpdateReplay = z
  .strictObject({
    ratePerSecond: RatePerSecond.nullable().optional(),
    tryFirst: z.boolean().optional(),
    stopAfterFailures: StopAfterFailures.nullable().optional(),
  })
  .refine((patch) => Object.keys(patch).length > 0, "Name at least one field to change.")
  .meta({ id: "UpdateReplay" });
export type UpdateReplay = z.output<typeof UpdateReplay>;

const LeftOut = z.strictObject({ code: z.enum(LEFT_OUT_REASONS), message: z.string(), count: z.int() });

export const ReplayPreview = z
  .strictObject({
    /** What the selection finds. Exact unless it is more than `countedUpTo`. */
    matched: z.int(),
    exact: z.boolean(),
    countedUpTo: z.int(),
    willSend: z.int(),
    leftOut: z.array(LeftOut),
    byState: z.array(z.strictObject({ state: z.enum(DELIVERY_STATES).nullable(), count: z.int() })),
    byEventType: z.array(z.strictObject({ eventType: z.string(), count: z.int() })),
    byEndpoint: z.array(z.strictObject({ endpointId: z.string(), name: z.string(), count: z.int() })),
    /** Some of what would be sent, oldest first. */
    sample: z.array(
      z.strictObject({
        /** Null: the endpoint never got this event. */
        deliveryId: z.string().nullable(),
        eventId: z.string(),
        eventType: z.string(),
        endpointId: z.string(),
        createdAt: time,
      }),
    ),
    /** With the speed cap; null without one. */
    secondsNeeded: z.number().nullable(),
  })
  .meta({ id: "ReplayPreview" });
export type ReplayPreview = z.output<typeof ReplayPreview>;

export const Replay = z
  .strictObject({
    id: z.string(),
    state: z.enum(REPLAY_STATES),
    /** Why it is paused or canceled. */
    stateReason: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    selection: z.discriminatedUnion("by", [
      z.strictObject({ by: z.literal("deliveries"), count: z.int() }),
      z.strictObject({ by: z.literal("filter"), filter: z.record(z.string(), z.json()) }),
      z.strictObject({
        by: z.literal("events"),
        endpointId: z.string(),
        start: time,
        end: time,
        eventTypes: z.array(z.string()).nullable(),
        includeDelivered: z.boolean(),
      }),
      z.strictObject({ by: z.literal("incident"), incidentId: z.string() }),
      /** What was held for an endpoint that was turned on. */
      z.strictObject({
        by: z.literal("held"),
        endpointId: z.string(),
        since: time.nullable(),
        discard: z.boolean(),
      }),
    ]),
    endpointId: z.string().nullable(),
    ratePerSecond: z.int().nullable(),
    tryFirst: z.boolean(),
    stopAfterFailures: z.int().nullable(),
    /** total = waiting + sent + leftOut; sent = inFlight + retrying + delivered + failed. */
    progress: z.strictObject({
      total: z.int(),
      waiting: z.int(),
      sent: z.int(),
      inFlight: z.int(),
      /** Attempted and not finished: a retry is due, or the endpoint was paused meanwhile. */
      retrying: z.int(),
      delivered: z.int(),
      failed: z.int(),
      leftOut: z.int(),
      leftOutReasons: z.array(LeftOut),
      /** Attempts a second of late, and the seconds left at this speed. */
      perSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
    }),
    createdBy: z.strictObject({ id: z.string(), name: z.string() }),
    createdAt: time,
    preparedAt: time.nullable(),
    finishedAt: time.nullable(),
  })
  .meta({ id: "Replay" });
export type Replay = z.output<typeof Replay>;

export const ListReplays = PageQuery.extend({
  state: commaList(REPLAY_STATES).optional(),
  /** Those that go to these endpoints alone. */
  endpointId: commaIds.optional(),
});
export type ListReplays = z.output<typeof ListReplays>;

const ReplayParams = z.strictObject({ id: pathId("replay") });
const read = { kind: "any", permission: "webhooks:read" } as const;
const write = { kind: "any", permission: "webhooks:manage", feature: "integrations" } as const;

/** The verbs that change a replay and nothing else. */
const verb = <const Name extends string>(name: Name, summary: string) =>
  operation({
    id: `replays.${name}`,
    method: "POST",
    path: `/api/replays/{id}/${name}`,
    summary,
    auth: write,
    params: ReplayParams,
    status: 200,
    data: Replay,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  });

export const replays = {
  preview: operation({
    id: "replays.preview",
    method: "POST",
    path: "/api/replays/preview",
    summary: "Count what a replay would send and what it would leave out",
    auth: write,
    body: PreviewReplay,
    status: 200,
    data: ReplayPreview,
    rate: "hour",
    errors: [],
  }),
  list: operation({
    id: "replays.list",
    method: "GET",
    path: "/api/replays",
    summary: "List replays, newest first",
    auth: read,
    query: ListReplays,
    status: 200,
    data: z.array(Replay),
    paging: "page",
    rate: "hour",
    errors: [],
  }),
  create: operation({
    id: "replays.create",
    method: "POST",
    path: "/api/replays",
    summary: "Send many deliveries again as one job; the same unfinished selection is answered with its replay",
    auth: write,
    body: CreateReplay,
    status: 201,
    data: Replay,
    rate: "hour",
    errors: ["CONFLICT"],
  }),
  get: operation({
    id: "replays.get",
    method: "GET",
    path: "/api/replays/{id}",
    summary: "Read a replay with its progress",
    auth: read,
    params: ReplayParams,
    status: 200,
    data: Replay,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  update: operation({
    id: "replays.update",
    method: "PATCH",
    path: "/api/replays/{id}",
    summary: "Change a replay's speed and when it stops",
    auth: write,
    params: ReplayParams,
    body: UpdateReplay,
    status: 200,
    data: Replay,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  pause: verb("pause", "Pause a replay; what is on its way finishes"),
  resume: verb("resume", "Go on with a paused replay"),
  cancel: verb("cancel", "Stop a replay for good; what was not sent keeps its state"),
} as const;
