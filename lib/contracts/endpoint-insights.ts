import { z } from "zod";

import { pathId } from "./ids";
import { operation } from "./operation";

export const STATS_RANGES = ["24h", "7d", "30d"] as const;
export type StatsRange = (typeof STATS_RANGES)[number];

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

export const EndpointStats = z
  .strictObject({
    range: z.enum(STATS_RANGES),
    start: time,
    end: time,
    /** 30 minutes, 3 hours or a day of the workspace's time zone. */
    bucket: z.enum(["30m", "3h", "1d"]),
    timeoutMs: z.int(),
    total: z.strictObject(figures),
    buckets: z.array(z.strictObject({ start: time, ...figures })),
  })
  .meta({ id: "EndpointStats" });
export type EndpointStats = z.output<typeof EndpointStats>;

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
    query: z.strictObject({ range: z.enum(STATS_RANGES).default("24h") }),
    data: EndpointStats,
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
