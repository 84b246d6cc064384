import { z } from "zod";

import { ERROR_CLASSES } from "./deliveries";
import { pathId } from "./ids";
import { operation } from "./operation";
import { commaIds, commaList, KeysetQuery, QueryTime } from "./paging";
import { CreateReplay, Replay } from "./replays";

export const INCIDENT_STATES = ["open", "resolved"] as const;
const time = z.iso.datetime();

/** Failures of one endpoint that look alike: same cause, same code, same first line of the answer. */
export const Incident = z
  .strictObject({
    id: z.string(),
    state: z.enum(INCIDENT_STATES),
    endpointId: z.string(),
    endpoint: z.strictObject({
      name: z.string(),
      surface: z.enum(["workspace", "link", "outbound"]),
      linkId: z.string().nullable(),
    }),
    /** Key of the catalogue of causes. */
    cause: z.string(),
    headline: z.string(),
    errorClass: z.enum(ERROR_CLASSES),
    statusCode: z.int().nullable(),
    /** First line of the answer with numbers and ids taken out; null without one, and for who may not read payloads. */
    response: z.string().nullable(),
    firstSeenAt: time,
    lastSeenAt: time,
    /** When it had not been seen for a while and the endpoint had answered well again. */
    resolvedAt: time.nullable(),
    /** Deliveries that ended this way, and those that are still being tried. Counted up to a limit. */
    failed: z.int(),
    retrying: z.int(),
    /** False when there may be more than were counted. */
    exact: z.boolean(),
    sampleDeliveryId: z.string(),
  })
  .meta({ id: "Incident" });
export type Incident = z.output<typeof Incident>;

export const ListIncidents = KeysetQuery.extend({
  state: commaList(INCIDENT_STATES).optional(),
  endpointId: commaIds.optional(),
  /** Seen in this range. */
  start: QueryTime.optional(),
  end: QueryTime.optional(),
});
export type ListIncidents = z.output<typeof ListIncidents>;

export const RecoverIncident = z
  .strictObject({
    ratePerSecond: CreateReplay.shape.ratePerSecond,
    tryFirst: CreateReplay.shape.tryFirst,
    stopAfterFailures: CreateReplay.shape.stopAfterFailures,
  })
  .meta({ id: "RecoverIncident" });
export type RecoverIncident = z.output<typeof RecoverIncident>;

export const incidents = {
  list: operation({
    id: "incidents.list",
    method: "GET",
    path: "/api/incidents",
    summary: "List failures that look alike as one, the last seen first",
    auth: { kind: "any", permission: ["webhooks:read", "links:read"] },
    query: ListIncidents,
    status: 200,
    data: z.array(Incident),
    paging: "keyset",
    rate: "hour",
    errors: [],
  }),
  recover: operation({
    id: "incidents.recover",
    method: "POST",
    path: "/api/incidents/{id}/recover",
    summary: "Send everything of an incident again as one replay",
    auth: { kind: "any", permission: "webhooks:manage", feature: "integrations" },
    params: z.strictObject({ id: pathId("incident") }),
    body: RecoverIncident,
    status: 201,
    data: Replay,
    rate: "hour",
    errors: ["NOT_FOUND", "CONFLICT"],
  }),
} as const;
