import { z } from "zod";

import { ERROR_CLASSES, NextStep } from "./deliveries";
import { pathId } from "./ids";
import { operation } from "./operation";
import { QueryTime } from "./paging";

export const STATS_RANGES = ["1h", "24h", "7d", "30d"] as const;
export type StatsRange = (typeof STATS_RANGES)[number];

/** Which time figures are of. */
export const StatsQuery = z.strictObject({
  range: z.enum(STATS_RANGES).default("24h").describe("The last hours or days."),
  start: QueryTime.optional().describe("Begins a range of its own; `range` counts for nothing then."),
  end: QueryTime.optional().describe("Ends the range that `start` begins; now without it."),
});
export type StatsQuery = z.output<typeof StatsQuery>;

const time = z.iso.datetime();
/** Between 0 and 1; null when there was none of it. */
const rate = z.number().min(0).max(1).nullable();
const ms = z.int().nullable();

const HealthPart = z.strictObject({ key: z.enum(["final", "first", "latency"]), loss: z.int() });

export const EndpointHealth = z
  .strictObject({
    /** 0 to 100 over the last 24 hours, tests aside; null with fewer than 10 attempts. */
    score: z.int().nullable(),
    band: z.enum(["healthy", "degraded", "failing", "not_enough_data"]),
    /** Points lost, largest first: by final outcome, by first attempts, by slow answers. */
    parts: z.array(HealthPart),
    cap: z.enum(["turned_off", "ten_failures_in_a_row", "five_failures_in_a_row"]).nullable(),
    /** When the failures of now began. */
    since: time.nullable(),
    attempts: z.int(),
    delivered: z.int(),
    failed: z.int(),
    /** Waiting for another attempt now, however old. */
    retrying: z.int(),
    /** Not attempted yet. */
    pending: z.int(),
    successRate: rate,
    firstAttempts: z.int(),
    firstAttemptRate: rate,
    p50: ms,
    p95: ms,
    timeoutMs: z.int(),
    failuresInARow: z.int(),
    lastDeliveredAt: time.nullable(),
    lastFailedAt: time.nullable(),
  })
  .meta({ id: "EndpointHealth" });
export type EndpointHealth = z.output<typeof EndpointHealth>;

const figures = {
  /** Attempts by outcome: accepted; failed with another to come; failed for good. */
  succeeded: z.int(),
  retried: z.int(),
  failed: z.int(),
  /** Of deliveries that ended. */
  successRate: rate,
  firstAttemptRate: rate,
  p50: ms,
  p95: ms,
};

export const STATS_BUCKETS = ["15m", "30m", "3h", "1d"] as const;

export const EndpointStats = z
  .strictObject({
    start: time,
    end: time,
    /** 15 or 30 minutes, 3 hours or a day of the workspace's time zone. */
    bucket: z.enum(STATS_BUCKETS),
    timeoutMs: z.int(),
    total: z.strictObject(figures),
    buckets: z.array(z.strictObject({ start: time, end: time, ...figures })),
  })
  .meta({ id: "EndpointStats" });
export type EndpointStats = z.output<typeof EndpointStats>;

/** What became of the events of one type. */
const TypeFigures = z.strictObject({
  eventType: z.string(),
  /** Those whose first attempt was made in the range. */
  deliveries: z.int(),
  ...figures,
});

export const EndpointEventTypes = z
  .strictObject({
    /** Whole hours: attempts are counted by type and hour. */
    start: time,
    end: time,
    /** The most deliveries first; every type that is subscribed to, also those that did not happen. */
    types: z.array(TypeFigures),
  })
  .meta({ id: "EndpointEventTypes" });
export type EndpointEventTypes = z.output<typeof EndpointEventTypes>;

export const FailureGroup = z
  .strictObject({
    /** Key of the catalogue of causes. */
    cause: z.string(),
    headline: z.string(),
    nextStep: NextStep.nullable(),
    errorClass: z.enum(ERROR_CLASSES),
    statusCode: z.int().nullable(),
    attempts: z.int(),
    /** Deliveries that one of these attempts was made for, whatever became of them. */
    deliveries: z.int(),
    firstSeenAt: time,
    lastSeenAt: time,
    eventTypes: z.array(z.string()),
    /** The one that failed last. */
    sampleDeliveryId: z.string(),
    /** Not seen for a while, and the endpoint has answered well since. */
    resolved: z.boolean(),
  })
  .meta({ id: "FailureGroup" });
export type FailureGroup = z.output<typeof FailureGroup>;

export const EndpointFailures = z
  .strictObject({
    start: time,
    end: time,
    /** How many failed attempts were looked at, the newest ones; false for `exact` when there are more. */
    counted: z.int(),
    exact: z.boolean(),
    /** By cause and status: what goes on first, then the last seen first. */
    groups: z.array(FailureGroup),
  })
  .meta({ id: "EndpointFailures" });
export type EndpointFailures = z.output<typeof EndpointFailures>;

const counts = {
  /** Events that were meant for this endpoint when they were planned. */
  matched: z.int(),
  delivered: z.int(),
  failed: z.int(),
  held: z.int(),
  skipped: z.int(),
  canceled: z.int(),
  /** Waiting for their first or next attempt. */
  inFlight: z.int(),
  /** Whether the others add up to `matched`. */
  balanced: z.boolean(),
};

export const EndpointLedger = z
  .strictObject({
    /** Whole days (UTC, by the time of the event) that retention keeps, and today. */
    start: z.iso.date(),
    end: z.iso.date(),
    total: z.strictObject(counts),
    /** Newest first; days without an event are left out. */
    days: z.array(z.strictObject({ day: z.iso.date(), ...counts })),
  })
  .meta({ id: "EndpointLedger" });
export type EndpointLedger = z.output<typeof EndpointLedger>;

export const EndpointParams = z.strictObject({ id: pathId("endpoint") });

/** A caller sees the surfaces whose permission it has. */
const anyRead = { kind: "any" as const, permission: ["webhooks:read", "links:read"] as const };
const common = { params: EndpointParams, auth: anyRead, status: 200, rate: "hour", errors: ["NOT_FOUND"] } as const;

export const endpointInsights = {
  health: operation({
    ...common,
    id: "endpoints.health",
    method: "GET",
    path: "/api/endpoints/{id}/health",
    summary: "How well an endpoint took its deliveries in the last 24 hours, and what it lost points by",
    data: EndpointHealth,
  }),
  stats: operation({
    ...common,
    id: "endpoints.stats",
    method: "GET",
    path: "/api/endpoints/{id}/stats",
    summary: "Attempts, success and latency of an endpoint over time, tests aside",
    query: StatsQuery,
    data: EndpointStats,
  }),
  eventTypes: operation({
    ...common,
    id: "endpoints.eventTypes",
    method: "GET",
    path: "/api/endpoints/{id}/event-types",
    summary: "What became of an endpoint's events by type, tests aside",
    query: StatsQuery,
    data: EndpointEventTypes,
  }),
  failures: operation({
    ...common,
    id: "endpoints.failures",
    method: "GET",
    path: "/api/endpoints/{id}/failures",
    summary: "Why deliveries to an endpoint fail, by cause, with what to do next",
    query: StatsQuery,
    data: EndpointFailures,
  }),
  ledger: operation({
    ...common,
    id: "endpoints.ledger",
    method: "GET",
    path: "/api/endpoints/{id}/ledger",
    summary: "Where every event that was meant for an endpoint stands; as JSON or CSV",
    query: z.strictObject({ format: z.enum(["json", "csv"]).default("json") }),
    data: EndpointLedger,
  }),
} as const;
