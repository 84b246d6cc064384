import { edgePool } from "../client";

const BATCH = 1_000;
/** As long as a deleted endpoint is looked after: what a crash left is found within a minute. */
const DELETED_SINCE = "interval '7 days'";

/**
 * What still waits for an endpoint that takes nothing any more: of a deleted one it ends, of one that is paused or
 * turned off it is held. Claimed rows are left to their claim. Begins at those few endpoints and reads what waits for
 * each of them by index. Answers how many rows moved; fewer than `BATCH` were all.
 */
export async function settleOrphans(): Promise<{ moved: number; more: boolean }> {
  const { rowCount } = await edgePool().query({
    name: "settle-orphans",
    text: `
      WITH orphans AS (
        SELECT d.id, d.event_created_at, e.deleted_at IS NOT NULL AS gone, e.state AS endpoint_state
        FROM endpoints e CROSS JOIN unnest(ARRAY['pending', 'retrying']::delivery_state[]) AS waits(state)
        JOIN deliveries d ON d.endpoint_id = e.id AND d.state = waits.state AND d.state <> 'delivered'
        WHERE (e.deleted_at > now() - ${DELETED_SINCE} OR (e.deleted_at IS NULL AND e.state <> 'enabled'))
          AND d.kind <> 'test' AND (d.owner IS NULL OR d.lease_until < now())
        LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED
      )
      UPDATE deliveries d SET
        state = CASE WHEN o.gone THEN 'canceled'::delivery_state ELSE 'held'::delivery_state END,
        reason = CASE WHEN o.gone THEN 'endpoint_deleted' ELSE o.endpoint_state::text END,
        owner = NULL, lease_until = NULL, next_attempt_at = NULL, generation = d.generation + 1,
        completed_at = CASE WHEN o.gone THEN now() END
      FROM orphans o WHERE d.id = o.id AND d.event_created_at = o.event_created_at`,
  });
  return { moved: rowCount ?? 0, more: rowCount === BATCH };
}

/** Ends what is held for endpoints that were deleted. */
export async function cancelHeldOrphans(): Promise<{ moved: number; more: boolean }> {
  const { rowCount } = await edgePool().query({
    name: "cancel-held-orphans",
    text: `
      WITH gone AS (
        SELECT d.id, d.event_created_at FROM endpoints e JOIN deliveries d ON d.endpoint_id = e.id
        WHERE e.deleted_at > now() - ${DELETED_SINCE} AND d.workspace_id = e.workspace_id AND d.state = 'held'
        LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED
      )
      UPDATE deliveries d SET state = 'canceled', reason = 'endpoint_deleted', next_attempt_at = NULL, completed_at = now(), generation = d.generation + 1
      FROM gone g WHERE d.id = g.id AND d.event_created_at = g.event_created_at`,
  });
  return { moved: rowCount ?? 0, more: rowCount === BATCH };
}
