import type { RawExecutor } from "../transaction";
import type { EventRow } from "./insert";

/**
 * An event that only one delivery sees, and that delivery, claimed for the sender of tests: no outbox row, so that no
 * fan-out plans it, and no due time, so that no engine takes it. Which secrets sign it is kept: a rotation asks whether the
 * receiver accepted the new one alone.
 */
export async function insertTestDelivery(
  sql: RawExecutor,
  event: EventRow,
  delivery: {
    id: string;
    endpointId: string;
    surface: "workspace" | "link" | "outbound";
    requestedBy: string;
    signWith: string;
  },
): Promise<void> {
  await sql.$executeRaw`
    WITH event AS (
      INSERT INTO events (id, workspace_id, type, body, source, actor, occurred_at, created_at)
      VALUES (${event.id}, ${event.workspaceId}, ${event.type}, ${event.body}, 'test', ${event.actor}, ${event.occurredAt}, ${event.createdAt})
    )
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, kind, state, trigger,
                            requested_by, owner, generation, reason_detail)
    VALUES (${delivery.id}, ${event.workspaceId}, ${event.id}, ${event.createdAt}, ${event.type}, ${delivery.endpointId},
            ${delivery.surface}::surface, 'test', 'pending', 'test', ${delivery.requestedBy}, 'test', 1,
            jsonb_build_object('signWith', ${delivery.signWith}::text))`;
}
