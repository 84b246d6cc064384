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

/** Writes an event and its outbox row and wakes the engines once the transaction commits. */
export async function insertAnnouncedEvent(sql: RawExecutor, event: EventRow, outboxId: string): Promise<void> {
  await sql.$queryRaw`
    WITH event AS (
      INSERT INTO events (id, workspace_id, type, body, link_id, customer_id, source, correlation_id, actor, occurred_at, created_at)
      VALUES (${event.id}, ${event.workspaceId}, ${event.type}, ${event.body}, ${event.linkId}, ${event.customerId},
              ${event.source}::event_source, ${event.correlationId}, ${event.actor}, ${event.occurredAt}, ${event.createdAt})
    ), announced AS (
      INSERT INTO outbox (id, name, workspace_id, event_id, event_created_at)
      VALUES (${outboxId}, 'event.accepted', ${event.workspaceId}, ${event.id}, ${event.createdAt})
    )
    SELECT pg_notify('linquid_outbox', '')::text`;
}
