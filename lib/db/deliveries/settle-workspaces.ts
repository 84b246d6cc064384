import { edgePool } from "../client";

const BATCH = 2_000;

export interface Unsettled {
  id: string;
  plan: "starter" | "pro" | "enterprise";
  deleted: boolean;
  /** As text, so that not a microsecond is lost when it is compared. */
  since: string;
}

/** Workspaces whose plan or deletion changed, and whose deliveries have not been moved accordingly yet. */
export async function findUnsettled(): Promise<Unsettled[]> {
  const { rows } = await edgePool().query<Unsettled>({
    name: "find-unsettled",
    text: `SELECT id, plan, deleted_at IS NOT NULL AS deleted, settle_due_at::text AS since FROM workspaces
            WHERE settle_due_at IS NOT NULL ORDER BY settle_due_at LIMIT 100`,
  });
  return rows;
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

/** Keeps what waits for endpoints that the plan no longer includes. What is being sent is left to its sender. */
export async function holdBlocked(workspaceId: string, surfaces: Surfaces): Promise<boolean> {
  return moved({
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
}

/** Lets go what was held for the plan alone. Endpoints that are paused or turned off hold it on, for that reason. */
export async function releaseBlocked(workspaceId: string, surfaces: Surfaces): Promise<boolean> {
  return moved({
    name: "release-blocked",
    text: `UPDATE deliveries d SET state = CASE WHEN e.state = 'enabled' THEN 'pending'::delivery_state ELSE 'held'::delivery_state END,
             reason = CASE WHEN e.state = 'enabled' THEN NULL ELSE e.state::text END,
             next_attempt_at = CASE WHEN e.state = 'enabled' THEN now() END, generation = d.generation + 1
           FROM (SELECT id, event_created_at, endpoint_id FROM deliveries
                 WHERE workspace_id = $1 AND surface = ANY($2::surface[]) AND state = 'held' AND reason = 'plan'
                 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS held
           JOIN endpoints e ON e.id = held.endpoint_id AND e.deleted_at IS NULL
           WHERE d.id = held.id AND d.event_created_at = held.event_created_at`,
    values: [workspaceId, surfaces],
  });
}

async function moved(statement: { name: string; text: string; values: unknown[] }): Promise<boolean> {
  const { rowCount } = await edgePool().query(statement);
  if (rowCount) await edgePool().query({ name: "notify-due", text: "SELECT pg_notify('linquid_due', '')" });
  return rowCount === BATCH;
}
