import type { RawExecutor } from "../transaction";

/**
 * A delivery of an event to an endpoint that had none, due now. Answers false when there is one by this moment, and when
 * the event was erased.
 */
export async function insertRedelivery(
  sql: RawExecutor,
  delivery: {
    id: string;
    workspaceId: string;
    eventId: string;
    eventCreatedAt: Date;
    endpoint: { id: string; surface: "workspace" | "link" | "outbound" };
    requestedBy: string;
  },
): Promise<boolean> {
  const { id, workspaceId, eventId, eventCreatedAt, endpoint, requestedBy } = delivery;
  const made = await sql.$executeRaw`
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, kind, state, trigger,
      requested_by, generation, next_attempt_at)
    SELECT ${id}, workspace_id, id, created_at, type, link_id, ${endpoint.id}, ${endpoint.surface}::surface, 'replay', 'pending', 'manual',
      ${requestedBy}, 1, now()
    FROM events WHERE id = ${eventId} AND created_at = ${eventCreatedAt}::timestamptz AND workspace_id = ${workspaceId} AND erased_at IS NULL
    ON CONFLICT DO NOTHING`;
  if (made > 0) await sql.$queryRaw`SELECT pg_notify('linquid_due', '')::text`;
  return made > 0;
}

/** Ends what waits or is held. Answers false when nothing waits, or when it is being sent at this moment. */
export async function cancelDelivery(
  sql: RawExecutor,
  delivery: { workspaceId: string; id: string; eventCreatedAt: Date },
): Promise<boolean> {
  const moved = await sql.$executeRaw`
    UPDATE deliveries
    SET state = 'canceled', reason = 'canceled', reason_detail = NULL, next_attempt_at = NULL, owner = NULL, lease_until = NULL,
        generation = generation + 1, completed_at = now()
    WHERE id = ${delivery.id} AND event_created_at = ${delivery.eventCreatedAt}::timestamptz AND workspace_id = ${delivery.workspaceId}
      AND state IN ('pending', 'retrying', 'held') AND (owner IS NULL OR lease_until IS NULL OR lease_until < now())`;
  return moved > 0;
}

/**
 * Makes a delivery due now, as one attempt asked for by a person: on a waiting one it takes the place of the next
 * attempt, on a finished one the schedule starts anew. Answers false when it is being sent at this moment.
 */
export async function queueRedelivery(
  sql: RawExecutor,
  delivery: { workspaceId: string; id: string; eventCreatedAt: Date; requestedBy: string },
): Promise<boolean> {
  const moved = await sql.$executeRaw`
    UPDATE deliveries
    SET state = 'pending', step = CASE WHEN state IN ('pending', 'retrying', 'held') THEN step ELSE 0 END,
        trigger = 'manual', requested_by = ${delivery.requestedBy}, next_attempt_at = now(), owner = NULL, lease_until = NULL,
        generation = generation + 1, completed_at = NULL, reason = NULL, reason_detail = NULL
    WHERE id = ${delivery.id} AND event_created_at = ${delivery.eventCreatedAt}::timestamptz
      AND workspace_id = ${delivery.workspaceId} AND (owner IS NULL OR lease_until IS NULL OR lease_until < now())`;
  if (moved > 0) await sql.$queryRaw`SELECT pg_notify('linquid_due', '')::text`;
  return moved > 0;
}
