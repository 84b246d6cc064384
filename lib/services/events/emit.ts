import { eventType, type EventDataInput, type EventTypeName } from "@/lib/contracts/event-types";
import type { AnnouncedEvent, EventRow } from "@/lib/db/events/insert";
import { sharedDate } from "@/lib/shared/clock";
import { newId } from "@/lib/shared/ids";
import { buildBody } from "@/lib/webhooks/envelope";

/** What happened, with the `data` of its type. */
export interface EmittedEvent<Name extends EventTypeName = EventTypeName> {
  type: Name;
  data: EventDataInput<Name>;
  source: EventRow["source"];
  linkId?: string | null;
  customerId?: string | null;
  correlationId?: string | null;
  /** Whose doing it was: an id of a user or key. */
  actor?: string | null;
  /** On updates: the old values of what changed, at the same paths as in `data`. */
  previousAttributes?: object | null;
  occurredAt?: Date;
}

/** One event type paired with its own data, so that a sale cannot be announced as a lead. */
export type AnyEmittedEvent = { [Name in EventTypeName]: EmittedEvent<Name> }[EventTypeName];

/**
 * An event that is to be told, as it is stored together with what it tells of.
 * @throws ZodError when `data` is not what its type says; always a mistake of the caller
 */
export const announcedRow = (
  workspace: { id: string; mode: "live" | "test" },
  event: AnyEmittedEvent,
): AnnouncedEvent => ({ ...eventRow(workspace, event), outboxId: newId("outbox") });

/** The row of an event as it is stored, its body included. */
export function eventRow(workspace: { id: string; mode: "live" | "test" }, event: AnyEmittedEvent): EventRow {
  const id = newId("event");
  const createdAt = sharedDate();
  const body = buildBody({
    id,
    type: event.type,
    createdAt,
    workspaceId: workspace.id,
    livemode: workspace.mode === "live",
    data: eventType(event.type).data.parse(event.data),
    previousAttributes: event.previousAttributes,
  });
  return {
    id,
    workspaceId: workspace.id,
    type: event.type,
    body,
    linkId: event.linkId ?? null,
    customerId: event.customerId ?? null,
    source: event.source,
    correlationId: event.correlationId ?? null,
    actor: event.actor ?? null,
    occurredAt: event.occurredAt ?? createdAt,
    createdAt,
  };
}
