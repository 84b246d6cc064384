import type { RawExecutor } from "../transaction";

/** Rows that one statement moves: few enough to stay far below the time limit of a transaction. */
export const BATCH = 2_000;

interface Target {
  workspaceId: string;
  endpointId: string;
}

/** Ends held deliveries that nobody wants any more. `before`: only those of events older than this. */
export function discardHeld(sql: RawExecutor, target: Target & { before: Date | null }): Promise<number> {
  return sql.$executeRaw`
    UPDATE deliveries d
    SET state = 'canceled', reason = 'discarded', next_attempt_at = NULL, owner = NULL, lease_until = NULL,
        generation = d.generation + 1, completed_at = now()
    FROM (
      SELECT id, event_created_at FROM deliveries
      WHERE workspace_id = ${target.workspaceId} AND endpoint_id = ${target.endpointId} AND state = 'held'
        AND (${target.before}::timestamptz IS NULL OR event_created_at < ${target.before}::timestamptz)
      LIMIT ${BATCH} FOR UPDATE
    ) AS unwanted
    WHERE d.id = unwanted.id AND d.event_created_at = unwanted.event_created_at`;
}

/**
 * Keeps what waits for an endpoint that was paused. What is being sent right now is left to its sender, who sees the
 * endpoint's state when the answer comes.
 */
export function holdWaiting(sql: RawExecutor, target: Target & { reason?: "paused" | "disabled" }): Promise<number> {
  return sql.$executeRaw`
    UPDATE deliveries d
    SET state = 'held', reason = ${target.reason ?? "paused"}, next_attempt_at = NULL, owner = NULL, lease_until = NULL, generation = d.generation + 1
    FROM (
      SELECT id, event_created_at FROM deliveries
      WHERE workspace_id = ${target.workspaceId} AND endpoint_id = ${target.endpointId} AND state IN ('pending', 'retrying')
        AND kind <> 'test' AND (owner IS NULL OR lease_until < now())
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ) AS waiting
    WHERE d.id = waiting.id AND d.event_created_at = waiting.event_created_at`;
}

/** As many retries as are ended in the transaction of the change that makes them unwanted. */
export const RETRIES_AT_ONCE = 10_000;

/** Ends retries that wait; what is being sent right now is left to its sender. */
export function cancelRetries(sql: RawExecutor, target: Target): Promise<number> {
  return sql.$executeRaw`
    UPDATE deliveries d
    SET state = 'canceled', reason = 'canceled', reason_detail = NULL, next_attempt_at = NULL, owner = NULL,
        lease_until = NULL, generation = d.generation + 1, completed_at = now()
    FROM (
      SELECT id, event_created_at FROM deliveries
      WHERE workspace_id = ${target.workspaceId} AND endpoint_id = ${target.endpointId} AND state = 'retrying'
        AND (owner IS NULL OR lease_until IS NULL OR lease_until < now())
      LIMIT ${RETRIES_AT_ONCE} FOR UPDATE SKIP LOCKED
    ) AS unwanted
    WHERE d.id = unwanted.id AND d.event_created_at = unwanted.event_created_at`;
}

/** Ends what waits or is held for an endpoint that is gone; the generation keeps a late answer from reviving it. */
export function cancelUnfinished(sql: RawExecutor, target: Target): Promise<number> {
  return sql.$executeRaw`
    UPDATE deliveries d
    SET state = 'canceled', reason = 'endpoint_deleted', next_attempt_at = NULL, owner = NULL, lease_until = NULL,
        generation = d.generation + 1, completed_at = now()
    FROM (
      SELECT id, event_created_at FROM deliveries
      WHERE workspace_id = ${target.workspaceId} AND endpoint_id = ${target.endpointId} AND state IN ('pending', 'retrying', 'held')
      LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
    ) AS unfinished
    WHERE d.id = unfinished.id AND d.event_created_at = unfinished.event_created_at`;
}
