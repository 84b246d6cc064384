import type { RawExecutor } from "../transaction";

export interface EventRow {
  id: string;
  workspaceId: string;
  type: string;
  body: string;
  linkId: string | null;
  customerId: string | null;
  source: "api" | "link" | "conversion" | "provider" | "system" | "test";
  correlationId: string | null;
  actor: string | null;
  occurredAt: Date;
  createdAt: Date;
}

export interface AnnouncedEvent extends EventRow {
  outboxId: string;
}

/** Writes events and their outbox rows and wakes the engines once the transaction commits. */
export async function insertAnnouncedEvents(sql: RawExecutor, events: readonly AnnouncedEvent[]): Promise<void> {
  const column = <Key extends keyof AnnouncedEvent>(key: Key) => events.map((event) => event[key]);
  const times = (key: "occurredAt" | "createdAt") => events.map((event) => event[key].toISOString());
  await sql.$queryRaw`
    WITH input AS (
      SELECT * FROM unnest(
        ${column("id")}::text[], ${column("workspaceId")}::text[], ${column("type")}::text[], ${column("body")}::text[],
        ${column("linkId")}::text[], ${column("customerId")}::text[], ${column("source")}::event_source[],
        ${column("correlationId")}::text[], ${column("actor")}::text[], ${times("occurredAt")}::timestamptz[],
        ${times("createdAt")}::timestamptz[], ${column("outboxId")}::text[]
      ) AS i(id, workspace_id, type, body, link_id, customer_id, source, correlation_id, actor, occurred_at, created_at, outbox_id)
    ), event AS (
      INSERT INTO events (id, workspace_id, type, body, link_id, customer_id, source, correlation_id, actor, occurred_at, created_at)
      SELECT id, workspace_id, type, body, link_id, customer_id, source, correlation_id, actor, occurred_at, created_at FROM input
    ), announced AS (
      INSERT INTO outbox (id, name, workspace_id, event_id, event_created_at)
      SELECT outbox_id, 'event.accepted', workspace_id, id, created_at FROM input
    )
    SELECT pg_notify('linquid_outbox', '')::text`;
}
