import type { RawExecutor } from "../transaction";

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
