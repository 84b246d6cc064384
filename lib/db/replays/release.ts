import type { PoolClient } from "pg";

/** An endpoint that items wait for. */
export interface Waiting {
  endpointId: string;
  surface: "workspace" | "link" | "outbound";
  state: "enabled" | "paused" | "disabled";
  deleted: boolean;
  rateLimit: number | null;
  inFlight: number;
}

/** How many items of an endpoint may go now, or why none of them ever may. */
export interface Room {
  endpointId: string;
  surface: Waiting["surface"];
  room: number;
  refused: string | null;
}

/** The endpoints of the items that wait. Reads one index entry for each, however many items there are. */
export async function waitingEndpoints(client: PoolClient, replayId: string): Promise<Waiting[]> {
  const { rows } = await client.query<Waiting>({
    name: "waiting_endpoints",
    text: `
      WITH RECURSIVE ids AS (
        (SELECT endpoint_id FROM replay_items WHERE replay_id = $1 AND state = 'waiting' ORDER BY endpoint_id LIMIT 1)
        UNION ALL
        SELECT (SELECT i.endpoint_id FROM replay_items i WHERE i.replay_id = $1 AND i.state = 'waiting' AND i.endpoint_id > ids.endpoint_id
                ORDER BY i.endpoint_id LIMIT 1)
        FROM ids WHERE ids.endpoint_id IS NOT NULL
      ), flying AS (
        SELECT endpoint_id, count(*)::int AS count FROM replay_items
        WHERE replay_id = $1 AND state = 'sent' AND outcome IS NULL GROUP BY endpoint_id
      )
      SELECT e.id AS "endpointId", e.surface, e.state, e.deleted_at IS NOT NULL AS deleted, e.rate_limit AS "rateLimit",
        coalesce(f.count, 0) AS "inFlight"
      FROM ids JOIN endpoints e ON e.id = ids.endpoint_id LEFT JOIN flying f ON f.endpoint_id = e.id`,
    values: [replayId],
  });
  return rows;
}

const RELEASE = `
WITH picked AS MATERIALIZED (
  SELECT p.*, r.surface, r.refused FROM unnest($2::text[], $3::surface[], $4::int[], $5::text[]) AS r(endpoint_id, surface, room, refused)
  CROSS JOIN LATERAL (
    SELECT i.delivery_id, i.endpoint_id, i.event_id, i.event_created_at, i.generation, i.position FROM replay_items i
    WHERE i.replay_id = $1 AND i.state = 'waiting' AND i.endpoint_id = r.endpoint_id ORDER BY i.position LIMIT r.room
  ) p ORDER BY p.position LIMIT $6
), locked AS MATERIALIZED (
  SELECT p.delivery_id, p.event_created_at, p.refused, p.generation AS frozen, d.event_id, d.state, d.generation,
    d.owner IS NOT NULL AND d.lease_until >= now() AS busy
  FROM picked p JOIN deliveries d ON d.id = p.delivery_id AND d.event_created_at = p.event_created_at FOR UPDATE OF d SKIP LOCKED
), judged AS (
  SELECT l.delivery_id, l.event_created_at, CASE
    WHEN l.refused IS NOT NULL THEN l.refused
    WHEN $8 AND l.state = 'delivered' THEN 'already_delivered'
    WHEN $8 AND l.state NOT IN ('held', 'canceled') THEN 'in_progress'
    WHEN $8 AND l.state = 'canceled' THEN 'canceled'
    WHEN l.state = 'pending' OR l.busy THEN 'in_progress'
    WHEN l.generation <> l.frozen AND l.state = 'delivered' THEN 'already_delivered'
    WHEN l.generation <> l.frozen AND l.state = 'canceled' THEN 'canceled'
    WHEN l.state <> 'held' AND (e.id IS NULL OR e.erased_at IS NOT NULL) THEN 'erased' END AS reason
  FROM locked l LEFT JOIN events e ON e.id = l.event_id AND e.created_at = l.event_created_at
), again AS (
  UPDATE deliveries d SET state = 'pending', step = CASE WHEN d.state IN ('retrying', 'held') THEN d.step ELSE 0 END,
    trigger = CASE WHEN d.state = 'held' THEN d.trigger ELSE 'replay' END, requested_by = CASE WHEN d.state = 'held' THEN d.requested_by ELSE $7 END,
    replay_id = $1, next_attempt_at = now(), owner = NULL, lease_until = NULL, generation = d.generation + 1, completed_at = NULL,
    reason = NULL, reason_detail = NULL
  FROM judged j WHERE d.id = j.delivery_id AND d.event_created_at = j.event_created_at AND j.reason IS NULL
  RETURNING d.id
), missing AS (
  SELECT p.*, e.workspace_id, e.type, e.link_id, e.id IS NULL OR e.erased_at IS NOT NULL AS erased FROM picked p
  LEFT JOIN events e ON e.id = p.event_id AND e.created_at = p.event_created_at
  WHERE NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.id = p.delivery_id AND d.event_created_at = p.event_created_at)
), made AS (
  INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, kind, state, trigger, requested_by,
    replay_id, generation, next_attempt_at)
  SELECT delivery_id, workspace_id, event_id, event_created_at, type, link_id, endpoint_id, surface, 'replay', 'pending', 'replay', $7, $1, 1, now()
  FROM missing WHERE event_id IS NOT NULL AND refused IS NULL AND NOT erased
  ON CONFLICT DO NOTHING RETURNING id, workspace_id, endpoint_id
), counted AS (
  INSERT INTO endpoint_ledger (endpoint_id, day, workspace_id, matched)
  SELECT endpoint_id, (now() AT TIME ZONE 'UTC')::date, min(workspace_id), count(*) FROM made GROUP BY endpoint_id ORDER BY endpoint_id
  ON CONFLICT (endpoint_id, day) DO UPDATE SET matched = endpoint_ledger.matched + excluded.matched
), verdicts AS (
  SELECT delivery_id, reason FROM judged
  UNION ALL
  SELECT delivery_id, CASE WHEN refused IS NOT NULL THEN refused WHEN event_id IS NULL THEN 'expired' WHEN erased THEN 'erased'
    WHEN NOT EXISTS (SELECT 1 FROM made WHERE made.id = delivery_id) THEN 'in_progress' END
  FROM missing
), moved AS (
  UPDATE replay_items i SET state = CASE WHEN v.reason IS NULL THEN 'sent'::replay_item_state ELSE 'left_out' END, outcome = v.reason
  FROM verdicts v WHERE i.replay_id = $1 AND i.delivery_id = v.delivery_id
  RETURNING i.outcome
)
SELECT outcome AS reason, count(*)::int AS count FROM moved GROUP BY outcome`;

/**
 * Queues the next items, oldest first: their deliveries become due now, those that do not exist are made. What cannot
 * go any more is left out and keeps its state; what another transaction holds at this moment stays in line.
 */
export async function releaseItems(
  client: PoolClient,
  replay: { id: string; createdByName: string; held: boolean },
  rooms: readonly Room[],
  limit: number,
): Promise<{ sent: number; leftOut: Record<string, number> }> {
  const { rows } = await client.query<{ reason: string | null; count: number }>({
    name: "release_items",
    text: RELEASE,
    values: [
      replay.id,
      rooms.map((room) => room.endpointId),
      rooms.map((room) => room.surface),
      rooms.map((room) => room.room),
      rooms.map((room) => room.refused),
      limit,
      replay.createdByName,
      replay.held,
    ],
  });
  const leftOut: Record<string, number> = {};
  for (const { reason, count } of rows) if (reason !== null) leftOut[reason] = count;
  return { sent: rows.find(({ reason }) => reason === null)?.count ?? 0, leftOut };
}
