import { z } from "zod";

import { StatsQuery } from "./endpoint-insights";
import { Incident } from "./incidents";
import { Installation } from "./installations";
import { operation } from "./operation";

const time = z.iso.datetime();
const rate = z.number().min(0).max(1).nullable();
const ms = z.int().nullable();

/** Which sentence opens the overview. */
export const VERDICTS = [
  "nothing_set_up",
  "no_traffic",
  "healthy",
  "degraded",
  "integration_error",
  "failing",
  "delayed",
] as const;

const outcomes = { succeeded: z.int(), retried: z.int(), failed: z.int() };

export const OverviewEndpoint = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    surface: z.enum(["workspace", "link", "outbound"]),
    linkId: z.string().nullable(),
    state: z.enum(["enabled", "paused", "disabled"]),
    band: z.enum(["healthy", "degraded", "failing", "not_enough_data"]),
    score: z.int().nullable(),
    since: time.nullable().describe("When the failures of now began."),
    hours: z.array(z.strictObject({ start: time, ...outcomes })).describe("The last 24 hours, oldest first."),
    delivered: z.int(),
    successRate: rate,
    p95: ms,
    waiting: z.int(),
    held: z.int(),
    lastDeliveredAt: time.nullable(),
  })
  .meta({ id: "OverviewEndpoint" });
export type OverviewEndpoint = z.output<typeof OverviewEndpoint>;

export const OverviewIntegration = z
  .strictObject({
    id: z.string(),
    provider: z.string(),
    name: z.string().describe("The provider's."),
    status: Installation.shape.status,
    statusReason: Installation.shape.statusReason,
    held: z.int().describe("Inbound events of the last 24 hours that wait for it, counted to 1,000."),
    lastEventAt: time.nullable().describe("When something last came in or went out."),
  })
  .meta({ id: "OverviewIntegration" });
export type OverviewIntegration = z.output<typeof OverviewIntegration>;

export const Overview = z
  .strictObject({
    start: time,
    end: time,
    verdict: z.strictObject({
      kind: z.enum(VERDICTS),
      endpoints: z.int().describe("All that receive events."),
      integrations: z.int().describe("All that are connected."),
      affected: z.int(),
      name: z.string().nullable().describe("The endpoint, or the provider, when it is the only one."),
      since: time.nullable(),
      cause: z.string().nullable().describe("Why the integration stopped working."),
      waiting: z.int().describe("Deliveries of the affected ones that wait or have failed."),
    }),
    figures: z
      .strictObject({ ...outcomes, successRate: rate, p95: ms, waiting: z.int(), held: z.int() })
      .describe("`p95` is known of the last 48 hours; null for ranges that begin before."),
    before: z
      .strictObject({ ...outcomes, successRate: rate, p95: ms })
      .describe("The range of the same length before."),
    buckets: z.array(z.strictObject({ start: time, end: time, ...outcomes })),
    attention: z.array(Incident).describe("Open incidents, the last seen first, five at most."),
    recovered: z
      .array(Incident)
      .describe("Incidents that ended within 24 hours and left failed deliveries, the last first, three at most."),
    endpoints: z.array(OverviewEndpoint).describe("The worst first, 200 at most."),
    integrations: z
      .array(OverviewIntegration)
      .describe("Those with an error first; none for who may not see integrations."),
  })
  .meta({ id: "Overview" });
export type Overview = z.output<typeof Overview>;

export const RESOLVED_TYPES = [
  "workspace",
  "delivery",
  "event",
  "endpoint",
  "integration",
  "link",
  "replay",
  "request",
  "customer",
  "api_key",
] as const;
export const Resolved = z
  .strictObject({
    type: z.enum(RESOLVED_TYPES),
    id: z.string().describe("The object whose page this is; an attempt's is its delivery's."),
    name: z.string().nullable(),
    path: z.string().describe("Below the workspace's address."),
  })
  .meta({ id: "Resolved" });
export type Resolved = z.output<typeof Resolved>;

export const overview = {
  get: operation({
    id: "overview.get",
    method: "GET",
    path: "/api/overview",
    summary: "Read whether everything works, and what does not",
    auth: { kind: "any", permission: ["webhooks:read", "links:read"] },
    query: StatsQuery,
    status: 200,
    data: Overview,
    rate: "hour",
    errors: [],
  }),
  resolve: operation({
    id: "overview.resolve",
    method: "GET",
    path: "/api/resolve/{anyId}",
    summary: "Find what an id names, and where its page is",
    auth: { kind: "any", permission: "workspace:read" },
    params: z.strictObject({ anyId: z.string().max(100) }),
    status: 200,
    data: Resolved,
    rate: "hour",
    errors: ["NOT_FOUND"],
  }),
} as const;
