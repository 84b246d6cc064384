// What a Zapier app asks of us, in Zapier's own shapes: answers are not wrapped. These operations are not part of the
// public API and of its document; the keys, rights and limits are the same.

import { z } from "zod";

import { EVENT_TYPE_NAMES, type EventTypeName } from "./event-types";
import { Filter } from "./filter";
import { operation, type OperationAuth } from "./operation";

const BASE = "/api/integrations/webhooks/zapier";
const eventType = z.enum(EVENT_TYPE_NAMES as readonly [EventTypeName, ...EventTypeName[]]);
const hooks: OperationAuth = { kind: "any", permission: "webhooks:manage", feature: "integrations" };
const lists: OperationAuth = { kind: "any", permission: "links:read", feature: "integrations" };
/** Zapier may send an empty object where there is nothing to say. */
const nothing = z.looseObject({});

export const SubscribeZap = z.strictObject({
  targetUrl: z.string().min(1).max(2048),
  event: eventType,
  filters: Filter.nullable().optional(),
});
export type SubscribeZap = z.output<typeof SubscribeZap>;

const shared = { rate: "hour", status: 200, data: z.unknown(), errors: [] } as const;

export const zapier = {
  test: operation({
    ...shared,
    id: "zapier.test",
    method: "POST",
    path: `${BASE}/test`,
    summary: "Check a key and say whose it is",
    auth: { kind: "any", permission: ["webhooks:manage", "links:read"], feature: "integrations" },
    body: nothing,
    repeats: "It changes nothing.",
  }),
  subscribe: operation({
    ...shared,
    id: "zapier.subscribe",
    method: "POST",
    path: `${BASE}/subscribe`,
    summary: "Subscribe a Zap to an event type",
    auth: hooks,
    body: SubscribeZap,
    status: 201,
    repeats: "The same subscription again is the one that is there.",
    errors: ["DUPLICATE_URL", "PLAN_LIMIT_REACHED"],
  }),
  unsubscribe: operation({
    ...shared,
    id: "zapier.unsubscribe",
    method: "DELETE",
    path: `${BASE}/subscribe/{id}`,
    summary: "Unsubscribe a Zap",
    auth: hooks,
    params: z.strictObject({ id: z.string().max(80) }),
    repeats: "A subscription that is gone has ended as well.",
  }),
  sample: operation({
    ...shared,
    id: "zapier.sample",
    method: "GET",
    path: `${BASE}/sample/{event}`,
    summary: "Newest events of a type, or its sample, shaped like deliveries",
    auth: hooks,
    params: z.strictObject({ event: eventType }),
    errors: ["NOT_FOUND"],
  }),
  links: operation({
    ...shared,
    id: "zapier.links",
    method: "GET",
    path: `${BASE}/perform-list/links`,
    summary: "Recent links to choose from",
    auth: lists,
  }),
  campaigns: operation({
    ...shared,
    id: "zapier.campaigns",
    method: "GET",
    path: `${BASE}/perform-list/campaigns`,
    summary: "Recent campaigns to choose from",
    auth: lists,
  }),
  events: operation({
    ...shared,
    id: "zapier.events",
    method: "GET",
    path: `${BASE}/events`,
    summary: "Event types that a Zap can subscribe to",
    auth: hooks,
  }),
} as const;
