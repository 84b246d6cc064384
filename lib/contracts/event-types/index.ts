import { z } from "zod";

import { bountyApproved, bountyCreated, bountySubmitted, bountyUpdated } from "./bounty";
import { commissionCreated, commissionPaid, commissionUpdated } from "./commission";
import { customerCreated, customerUpdated } from "./customer";
import type { EventType } from "./define";
import { Envelope } from "./envelope";
import { leadCreated } from "./lead";
import { linkClicked, linkCreated, linkDeleted, linkUpdated } from "./link";
import {
  endpointDisabled,
  endpointFailing,
  endpointRecovered,
  integrationConnected,
  integrationDisconnected,
  integrationError,
} from "./operations";
import { partnerApplicationSubmitted, partnerEnrolled, partnerRejected, partnerSuspended } from "./partner";
import { payoutCanceled, payoutConfirmed, payoutCreated, payoutFailed, payoutPaid } from "./payout";
import { saleCreated, saleRefunded } from "./sale";

export { EVENT_FAMILIES, type EventFamily, type EventType } from "./define";
export { API_VERSION, Envelope } from "./envelope";
export { sampleBody } from "./sample-body";
export { type SchemaField, schemaFields, type ValueKind } from "./schema-fields";

/** The catalogue, in the order it is shown. */
export const EVENT_TYPES = [
  linkCreated,
  linkUpdated,
  linkDeleted,
  linkClicked,
  leadCreated,
  saleCreated,
  saleRefunded,
  customerCreated,
  customerUpdated,
  partnerApplicationSubmitted,
  partnerEnrolled,
  partnerRejected,
  partnerSuspended,
  commissionCreated,
  commissionUpdated,
  commissionPaid,
  bountyCreated,
  bountyUpdated,
  bountySubmitted,
  bountyApproved,
  payoutCreated,
  payoutConfirmed,
  payoutPaid,
  payoutFailed,
  payoutCanceled,
  endpointFailing,
  endpointDisabled,
  endpointRecovered,
  integrationConnected,
  integrationError,
  integrationDisconnected,
] as const;

type AnyEventType = (typeof EVENT_TYPES)[number];
export type EventTypeName = AnyEventType["type"];
type EventTypeOf<Name extends EventTypeName> = Extract<AnyEventType, { type: Name }>;

/** `data` as it is stored and sent. */
export type EventData<Name extends EventTypeName> = z.output<EventTypeOf<Name>["data"]>;
/** `data` as a producer may give it: what can be unknown may be left out. */
export type EventDataInput<Name extends EventTypeName> = z.input<EventTypeOf<Name>["data"]>;

export const EVENT_TYPE_NAMES: readonly EventTypeName[] = EVENT_TYPES.map((each) => each.type);

const BY_NAME: ReadonlyMap<string, EventType<EventTypeName>> = new Map(EVENT_TYPES.map((each) => [each.type, each]));

/** Names are case-sensitive. */
export function isEventType(name: string): name is EventTypeName {
  return BY_NAME.has(name);
}

export function eventType<Name extends EventTypeName>(name: Name): EventTypeOf<Name>;
export function eventType(name: EventTypeName): EventType<EventTypeName> | undefined {
  return BY_NAME.get(name);
}

/** The types a link webhook can take. */
export const LINK_EVENT_TYPES: readonly EventTypeName[] = EVENT_TYPES.filter((each) => each.carriesLink).map(
  (each) => each.type,
);

/** Documented short names of link webhooks. They are kept as written and matched as `LINK_ALIAS_TYPES` says. */
export const LINK_ALIASES = ["click", "conversion", "qr_scan"] as const;
export type LinkAlias = (typeof LINK_ALIASES)[number];

/** `qr_scan` takes only the clicks whose `data.click.qr` is true. */
export const LINK_ALIAS_TYPES: Readonly<Record<LinkAlias, readonly EventTypeName[]>> = {
  click: ["link.clicked"],
  conversion: ["lead.created", "sale.created"],
  qr_scan: ["link.clicked"],
};

/** What a subscription may name: a type, or on link webhooks a short name. */
export type SubscriptionName = EventTypeName | LinkAlias;

export function isLinkAlias(name: string): name is LinkAlias {
  return Object.hasOwn(LINK_ALIAS_TYPES, name);
}

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The same of what stands around `data`, which all types share. Of the shape alone: an id makes it a reference. */
export const envelopeSchema = (): JsonSchema => z.toJSONSchema(z.object(Envelope.shape));

const schemas = new Map<EventTypeName, JsonSchema>();

/**
 * JSON Schema (2020-12) of the type's `data` as receivers get it: every key is there, and keys that later versions
 * add are allowed, so that a receiver that validates does not break on them.
 */
export function jsonSchemaOf(type: EventTypeName): JsonSchema {
  let schema = schemas.get(type);
  if (!schema) {
    schema = z.toJSONSchema(eventType(type).data, {
      override: ({ jsonSchema }) => {
        if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      },
    });
    schemas.set(type, schema);
  }
  return schema;
}
