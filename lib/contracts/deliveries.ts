import { z } from "zod";

import { idPattern } from "@/lib/shared/ids";

import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaIds, commaList, KeysetQuery, QueryTime } from "./paging";

export const DELIVERY_STATES = ["pending", "retrying", "delivered", "failed", "held", "skipped", "canceled"] as const;
export const DELIVERY_KINDS = ["event", "test", "replay"] as const;
export const ATTEMPT_TRIGGERS = ["automatic", "manual", "replay", "test"] as const;
export const ERROR_CLASSES = ["blocked", "dns", "refused", "reset", "timeout", "tls", "protocol", "http"] as const;
export const SURFACES = ["workspace", "link", "outbound"] as const;

const time = z.iso.datetime();

export const Delivery = z
  .strictObject({
    id: z.string(),
    state: z.enum(DELIVERY_STATES),
    kind: z.enum(DELIVERY_KINDS),
    /** Why it is held, skipped or canceled: a code, and in words. */
    reason: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
    eventId: z.string(),
    eventType: z.string(),
    endpointId: z.string(),
    endpoint: z.strictObject({ name: z.string(), surface: z.enum(SURFACES), linkId: z.string().nullable() }),
    attemptCount: z.int(),
    /** Attempts the endpoint's schedule allows. */
    maxAttempts: z.int(),
    statusCode: z.int().nullable(),
    responseTimeMs: z.int().nullable(),
    errorClass: z.enum(ERROR_CLASSES).nullable(),
    /** Key of the catalogue of causes; null unless the last attempt failed. */
    cause: z.string().nullable(),
    nextAttemptAt: time.nullable(),
    lastAttemptAt: time.nullable(),
    createdAt: time,
    completedAt: time.nullable(),
  })
  .meta({ id: "Delivery" });
export type Delivery = z.output<typeof Delivery>;

const HeaderPairs = z.array(z.tuple([z.string(), z.string()]));

export const Timings = z.strictObject({
  dns: z.number(),
  connect: z.number(),
  tls: z.number(),
  firstByte: z.number(),
  total: z.number(),
});

/** What a person can do about a failure. `value` is the address that the step would set. */
export const NextStep = z.strictObject({ key: z.string(), label: z.string(), value: z.string().optional() });

export const Attempt = z
  .strictObject({
    id: z.string(),
    number: z.int(),
    trigger: z.enum(ATTEMPT_TRIGGERS),
    startedAt: time,
    statusCode: z.int().nullable(),
    responseTimeMs: z.int(),
    errorClass: z.enum(ERROR_CLASSES).nullable(),
    errorMessage: z.string().nullable(),
    timings: Timings,
    resolvedAddress: z.string().nullable(),
    nextAttemptAt: time.nullable(),
    request: z.strictObject({ url: z.string(), headers: HeaderPairs, body: z.string().nullable() }),
    response: z
      .strictObject({
        headers: HeaderPairs,
        body: z.string().nullable(),
        size: z.int(),
        truncated: z.boolean(),
        encoding: z.enum(["utf8", "base64"]),
      })
      .nullable(),
    /** In words: what went wrong, what it means, what to do. Null when it succeeded. */
    explanation: z
      .strictObject({
        cause: z.string(),
        headline: z.string(),
        meaning: z.string(),
        nextStep: NextStep.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "Attempt" });
export type Attempt = z.output<typeof Attempt>;

export const DeliveryDetail = Delivery.extend({
  attempts: z.array(Attempt),
  event: z.strictObject({
    id: z.string(),
    type: z.string(),
    source: z.string(),
    createdAt: time,
    occurredAt: time,
    /** The exact bytes that are sent; null once erased or when the caller may not see payloads. */
    body: z.string().nullable(),
  }),
  /** False when the caller lacks `deliveries:read_payload`: bodies and header values are masked. */
  payloadVisible: z.boolean(),
}).meta({ id: "DeliveryDetail" });
export type DeliveryDetail = z.output<typeof DeliveryDetail>;

const CODE = /^[1-5](\d\d|xx)$/;

const commaResults = (fits: (item: string) => boolean, message: string) =>
  z
    .string()
    .max(400)
    .transform((text) => text.split(","))
    .pipe(z.array(z.string().refine(fits, message)).min(1).max(50));

/** Filters narrow each other; the values of one widen it. */
export const DeliveryFilters = z.strictObject({
  state: commaList(DELIVERY_STATES).optional(),
  eventType: commaList(EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]]).optional(),
  surface: commaList(SURFACES).optional(),
  linkId: commaIds.optional(),
  /** Of the endpoints that an installation manages. */
  installationId: commaIds.optional(),
  /** `503`, or a class such as `5xx`. */
  statusCode: commaResults((item) => CODE.test(item), "Use a code such as 503 or a class such as 5xx.").optional(),
  errorClass: commaList(ERROR_CLASSES).optional(),
  /** Codes, classes of codes and error classes in one list, any of them: `5xx,timeout`. */
  result: commaResults(
    (item) => CODE.test(item) || (ERROR_CLASSES as readonly string[]).includes(item),
    "Use a code such as 503, a class such as 5xx, or an error class such as timeout.",
  ).optional(),
  kind: commaList(DELIVERY_KINDS).optional(),
  /** `max`: as many as the schedule allows, and more than one. A plus sign that arrives as a space is one. */
  attempts: z
    .string()
    .max(20)
    .transform((text) => text.replaceAll(" ", "+").split(","))
    .pipe(
      z
        .array(z.enum(["1", "2+", "max"]))
        .min(1)
        .max(3),
    )
    .optional(),
  /** Of the last attempt, in milliseconds. */
  minResponseTimeMs: z
    .string()
    .regex(/^\d{1,6}$/, "Use a whole number of milliseconds.")
    .transform(Number)
    .optional(),
  replayId: commaIds.optional(),
  /** Failures that look alike. */
  incidentId: z.string().regex(idPattern("incident"), "Use an id.").optional(),
  start: QueryTime.optional(),
  end: QueryTime.optional(),
  /**
   * An id of a delivery, event, attempt, request or of what it belongs to; or text of a payload, an endpoint's name or
   * address. A search for text looks through the range that is asked for, without one through the last 24 hours.
   */
  q: z.string().trim().min(1).max(200).optional(),
});

export const ListDeliveries = KeysetQuery.extend({ ...DeliveryFilters.shape, endpointId: commaIds.optional() });
export type ListDeliveries = z.output<typeof ListDeliveries>;

const DeliverySelection = z.strictObject({ ...DeliveryFilters.shape, endpointId: commaIds.optional() });

/** Rows that one export holds; it says when there are more. */
export const EXPORT_MAX = 100_000;

export const ExportDeliveries = DeliverySelection.extend({
  format: z.enum(["csv", "ndjson"]).default("csv"),
  /** With what was sent; needs `deliveries:read_payload`. */
  payload: z
    .enum(["true", "false"])
    .transform((text) => text === "true")
    .default(false),
  /** From an export that stopped at its limit. */
  cursor: KeysetQuery.shape.cursor,
});
export type ExportDeliveries = z.output<typeof ExportDeliveries>;

export const DeliveryHistogram = z
  .strictObject({
    start: time,
    end: time,
    bucketMs: z.int(),
    /** The sum of all buckets. */
    total: z.int(),
    /** False when some bucket has more rows than are counted: its figures are then worked out from a part of it. */
    exact: z.boolean(),
    buckets: z.array(
      z.strictObject({
        start: time,
        exact: z.boolean(),
        /** By state; states without any are left out. */
        counts: z.partialRecord(z.enum(DELIVERY_STATES), z.int()),
      }),
    ),
  })
  .meta({ id: "DeliveryHistogram" });
export type DeliveryHistogram = z.output<typeof DeliveryHistogram>;

export const RedeliverDelivery = z
  .strictObject({
    /** Sends the event to this endpoint; to its own when absent. */
    endpointId: pathId("endpoint").optional(),
  })
  .meta({ id: "RedeliverDelivery" });

const DeliveryParams = z.strictObject({ id: pathId("delivery") });

const anyRead = { kind: "any" as const, permission: ["webhooks:read", "links:read"] as const };
const anyUpdate = { kind: "any" as const, permission: ["webhooks:manage", "links:update"] as const };

export const deliveries = {
  list: operation({
    id: "deliveries.list",
    method: "GET",
    path: "/api/deliveries",
    summary: "List deliveries of every endpoint the caller may see",
    auth: anyRead,
    query: ListDeliveries,
    status: 200,
    data: z.array(Delivery),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  get: operation({
    id: "deliveries.get",
    method: "GET",
    path: "/api/deliveries/{id}",
    summary: "Read one delivery with its attempts",
    auth: anyRead,
    params: DeliveryParams,
    status: 200,
    data: DeliveryDetail,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
  redeliver: operation({
    id: "deliveries.redeliver",
    method: "POST",
    path: "/api/deliveries/{id}/redeliver",
    summary: "Send one delivery again, or its event to another endpoint",
    auth: anyUpdate,
    params: DeliveryParams,
    body: RedeliverDelivery,
    status: 202,
    data: Delivery,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  cancel: operation({
    id: "deliveries.cancel",
    method: "POST",
    path: "/api/deliveries/{id}/cancel",
    summary: "End a delivery that waits or is held",
    auth: anyUpdate,
    params: DeliveryParams,
    status: 200,
    data: Delivery,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
  histogram: operation({
    id: "deliveries.histogram",
    method: "GET",
    path: "/api/deliveries/histogram",
    summary: "Count deliveries by state over a range of time, of the last 24 hours when none is given",
    auth: anyRead,
    query: DeliverySelection,
    status: 200,
    data: DeliveryHistogram,
    rate: "hour",
    errors: [],
  }),
  export: operation({
    id: "deliveries.export",
    method: "GET",
    path: "/api/deliveries/export",
    summary: `Download deliveries as CSV or NDJSON, newest first, ${EXPORT_MAX.toLocaleString("en")} at most`,
    auth: anyRead,
    query: ExportDeliveries,
    status: 200,
    data: z.string(),
    file: ["text/csv", "application/x-ndjson"],
    rate: "hour",
    errors: [],
  }),
} as const;
