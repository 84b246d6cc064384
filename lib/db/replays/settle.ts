import type { PoolClient } from "pg";

/** What became of some items of a replay. */
export interface Settled {
  endpointId: string;
  /** `open`: attempted and not finished. Beside these three, why it counts as left out after all. */
  outcome: "delivered" | "failed" | "open" | "canceled" | "expired";
  wasOpen: boolean;
  count: number;
  /** Those of them that failed after the last success of all. */
  failuresAfterSuccess: number;
}

/** What a delivery says of its item. While it is pending it has not been attempted since it was queued. */
const OUTCOME = `CASE WHEN d.id IS NULL THEN 'expired' WHEN d.state IN ('delivered', 'failed', 'canceled') THEN d.state::text
  WHEN d.state IN ('retrying', 'held') THEN 'open' END`;

const settle = (which: string, wasOpen: boolean): string => `
WITH seen AS (
  SELECT i.delivery_id, ${OUTCOME} AS outcome, CASE WHEN d.state <> 'held' THEN d.last_attempt_at END AS at
  FROM replay_items i LEFT JOIN deliveries d ON d.id = i.delivery_id AND d.event_created_at = i.event_created_at
  WHERE i.replay_id = $1 AND ${which}
), moved AS (
  UPDATE replay_items i SET outcome = s.outcome,
    state = CASE WHEN s.outcome IN ('canceled', 'expired') THEN 'left_out'::replay_item_state ELSE i.state END
  FROM seen s WHERE i.replay_id = $1 AND i.delivery_id = s.delivery_id AND s.outcome <> coalesce(i.outcome, '')
  RETURNING i.endpoint_id, s.outcome, s.at
), success AS (SELECT max(at) AS at FROM moved WHERE outcome = 'delivered')
SELECT m.endpoint_id AS "endpointId", m.outcome, ${wasOpen} AS "wasOpen", count(*)::int AS count,
  count(*) FILTER (WHERE m.outcome IN ('failed', 'open') AND m.at > coalesce((SELECT at FROM success), '-infinity'))::int AS "failuresAfterSuccess"
FROM moved m GROUP BY m.endpoint_id, m.outcome`;

/** Takes in what became of the items on their way. */
export async function settleItems(client: PoolClient, replayId: string): Promise<Settled[]> {
  const { rows } = await client.query<Settled>({
    name: "settle_items",
    text: settle("i.state = 'sent' AND i.outcome IS NULL", false),
    values: [replayId],
  });
  return rows;
}

/** The same of those that were attempted and had not finished. */
export async function settleOpen(client: PoolClient, replayId: string): Promise<Settled[]> {
  const { rows } = await client.query<Settled>({
    name: "settle_open",
    text: settle("i.outcome = 'open'", true),
    values: [replayId],
  });
  return rows;
}

/**
 * Puts the one that was tried first and failed back in line. Its delivery is again what it was: it does not go on by
 * itself with a schedule that the replay began.
 */
export async function returnTried(client: PoolClient, replayId: string): Promise<{ open: number; failed: number }> {
  const { rows } = await client.query<{ open: number; failed: number }>({
    name: "return_tried",
    text: `
      WITH tried AS (
        SELECT i.delivery_id, i.event_created_at, i.former_state, i.outcome FROM replay_items i
        WHERE i.replay_id = $1 AND i.state = 'sent' AND i.outcome IN ('open', 'failed')
      ), ended AS (
        UPDATE deliveries d SET state = 'failed', next_attempt_at = NULL, completed_at = now(), generation = d.generation + 1
        FROM tried t WHERE d.id = t.delivery_id AND d.event_created_at = t.event_created_at AND d.state = 'retrying' AND d.owner IS NULL
          AND t.former_state IS DISTINCT FROM 'retrying'
        RETURNING d.id, d.generation
      ), back AS (
        UPDATE replay_items i SET state = 'waiting', outcome = NULL, generation = coalesce(e.generation, d.generation, i.generation)
        FROM tried t LEFT JOIN ended e ON e.id = t.delivery_id
          LEFT JOIN deliveries d ON d.id = t.delivery_id AND d.event_created_at = t.event_created_at
        WHERE i.replay_id = $1 AND i.delivery_id = t.delivery_id
        RETURNING t.outcome
      )
      SELECT count(*) FILTER (WHERE outcome = 'open')::int AS open, count(*) FILTER (WHERE outcome = 'failed')::int AS failed FROM back`,
    values: [replayId],
  });
  return rows[0] ?? { open: 0, failed: 0 };
}
