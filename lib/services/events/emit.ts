import { eventType, type EventDataInput, type EventTypeName } from "@/lib/contracts/event-types";
import { insertAnnouncedEvents, type EventRow } from "@/lib/db/events/insert";
import type { RawExecutor } from "@/lib/db/transaction";
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

export interface Accepted {
  id: string;
  createdAt: Date;
}

/**
 * Writes events and their outbox rows in the transaction of what they tell of: all commit together, or nothing does.
 * @throws ZodError when `data` is not what its type says; always a mistake of the caller
 */
export async function emitEvents(
  tx: RawExecutor,
  workspace: { id: string; mode: "live" | "test" },
  events: readonly AnyEmittedEvent[],
): Promise<Accepted[]> {
  const rows = events.map((event) => ({ ...eventRow(workspace, event), outboxId: newId("outbox") }));
  if (rows.length > 0) await insertAnnouncedEvents(tx, rows);
  return rows.map(({ id, createdAt }) => ({ id, createdAt }));
}

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
