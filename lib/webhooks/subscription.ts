import { type EventTypeName, isEventType, isLinkAlias, LINK_ALIAS_TYPES } from "@/lib/contracts/event-types";

import type { Surface } from "./state";

export interface Subscription {
  endpointId: string;
  surface: Surface;
  /** As they were written and are stored: type names, and on link webhooks also aliases. */
  eventTypes: readonly string[];
  /** The link of a link webhook; null on the other surfaces. */
  linkId: string | null;
}

export interface SubscribableEvent {
  type: string;
  linkId: string | null;
  source: string;
  data: Readonly<Record<string, unknown>>;
}

/**
 * Whether the endpoint subscribes to this event. Names match exactly, without wildcards, so that a new type never
 * starts to flow by itself. Events of source `test` belong to the one delivery they were made for.
 */
export function matchesSubscription(subscription: Subscription, event: SubscribableEvent): boolean {
  if (event.source === "test" || isAboutEndpoint(event, subscription.endpointId)) return false;
  const { surface, eventTypes, linkId } = subscription;
  if (surface !== "link") return eventTypes.includes(event.type);
  if (linkId === null || event.linkId !== linkId) return false;
  return eventTypes.some((name) => name === event.type || matchesAlias(name, event));
}

/** The types that a subscription can match, each once, in no order: what a list of endpoints is indexed by. */
export function subscribedTypes(eventTypes: readonly string[]): EventTypeName[] {
  return [
    ...new Set(
      eventTypes.flatMap((name) => (isLinkAlias(name) ? LINK_ALIAS_TYPES[name] : isEventType(name) ? [name] : [])),
    ),
  ];
}

function matchesAlias(name: string, event: SubscribableEvent): boolean {
  if (!isLinkAlias(name) || !LINK_ALIAS_TYPES[name].some((type) => type === event.type)) return false;
  return name !== "qr_scan" || (isRecord(event.data["click"]) && event.data["click"]["qr"] === true);
}

/** An endpoint in trouble is not told about it: that delivery would fail as well, and report itself. */
function isAboutEndpoint(event: SubscribableEvent, endpointId: string): boolean {
  if (!event.type.startsWith("endpoint.")) return false;
  const about = event.data["endpoint"];
  return isRecord(about) && about["id"] === endpointId;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
