import { edgePool } from "../client";

const BATCH = 2_000;

export interface Unsettled {
  id: string;
  plan: "starter" | "pro" | "enterprise";
  deleted: boolean;
  /** As text, so that not a microsecond is lost when it is compared. */
  since: string;
}

const SELECT = `SELECT id, plan, deleted_at IS NOT NULL AS deleted, settle_due_at::text AS since FROM workspaces
  WHERE settle_due_at IS NOT NULL`;

/**
 * Workspaces whose plan or deletion changed some seconds ago, and whose deliveries have not been moved accordingly yet.
 * By then every engine knows of the change, so nothing is planned or held in the old way any more.
 */
export async function findUnsettled(): Promise<Unsettled[]> {
  const { rows } = await edgePool().query<Unsettled>({
    name: "find-unsettled",
    text: `${SELECT} AND settle_due_at < now() - interval '5 seconds' ORDER BY settle_due_at LIMIT 100`,
  });
  return rows;
}

/** One of them, however fresh the change is. */
export async function readUnsettled(workspaceId: string): Promise<Unsettled | null> {
  const { rows } = await edgePool().query<Unsettled>({
    name: "read-unsettled",
    text: `${SELECT} AND id = $1`,
    values: [workspaceId],
  });
  return rows[0] ?? null;
}

/** Unless it changed again meanwhile. */
export async function markSettled(workspace: Unsettled): Promise<void> {
  await edgePool().query({
    name: "mark-settled",
    text: "UPDATE workspaces SET settle_due_at = NULL WHERE id = $1 AND settle_due_at = $2::timestamptz",
    values: [workspace.id, workspace.since],
  });
}

type Surfaces = readonly ("workspace" | "link" | "outbound")[];

/**
 * Keeps what waits for endpoints that the plan no longer includes, one batch of it. What is being sent is left to its
 * sender, who sees the plan when it comes to it. Answers whether there may be more.
 */
export async function holdBlocked(workspaceId: string, surfaces: Surfaces): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "hold-blocked",
    text: `UPDATE deliveries d SET state = 'held', reason = 'plan', next_attempt_at = NULL, owner = NULL,
             lease_until = NULL, generation = d.generation + 1
           FROM (SELECT id, event_created_at FROM deliveries
                 WHERE workspace_id = $1 AND surface = ANY($2::surface[]) AND state IN ('pending', 'retrying')
                   AND kind <> 'test' AND (owner IS NULL OR lease_until < now())
                 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS waiting
           WHERE d.id = waiting.id AND d.event_created_at = waiting.event_created_at`,
    values: [workspaceId, surfaces],
  });
  return rowCount === BATCH;
}

/**
 * Lets go what was held for the plan alone, one batch of it. Endpoints that are paused or turned off hold it on, for that
 * reason; what is held for deleted ones ends elsewhere. Waits for rows that somebody else has: none may be left behind.
 */
export async function releaseBlocked(workspaceId: string, surfaces: Surfaces): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "release-blocked",
    text: `WITH moved AS (
             UPDATE deliveries d SET state = CASE WHEN held.goes THEN 'pending'::delivery_state ELSE 'held'::delivery_state END,
               reason = CASE WHEN held.goes THEN NULL ELSE held.endpoint_state::text END,
               next_attempt_at = CASE WHEN held.goes THEN now() END, generation = d.generation + 1
             FROM (SELECT d.id, d.event_created_at, e.state AS endpoint_state, e.state = 'enabled' AS goes
                   FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id AND e.deleted_at IS NULL
                   WHERE d.workspace_id = $1 AND d.surface = ANY($2::surface[]) AND d.state = 'held' AND d.reason = 'plan'
                   LIMIT ${BATCH} FOR UPDATE OF d) AS held
             WHERE d.id = held.id AND d.event_created_at = held.event_created_at RETURNING 1
           ), woken AS MATERIALIZED (SELECT pg_notify('linquid_due', '') FROM moved LIMIT 1)
           SELECT moved.*, (SELECT count(*) FROM woken) AS woken FROM moved`,
    values: [workspaceId, surfaces],
  });
  return rowCount === BATCH;
}
