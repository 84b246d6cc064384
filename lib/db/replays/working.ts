import { enginePool } from "../engine/pool";
import { STEP_SECONDS } from "./freeze";

/** Replays whose preparation is due, each for one caller: the others see it again when nothing has come of it. */
export async function claimPreparing(): Promise<string[]> {
  const { rows } = await enginePool().query<{ id: string }>({
    name: "claim_preparing",
    text: `UPDATE replays r SET step_at = now() + interval '${STEP_SECONDS} s' FROM (
             SELECT r.id FROM replays r JOIN workspaces w ON w.id = r.workspace_id AND w.deleted_at IS NULL
             WHERE r.state = 'preparing' AND r.step_at <= now() FOR UPDATE OF r SKIP LOCKED
           ) AS due WHERE r.id = due.id RETURNING r.id`,
  });
  return rows.map((row) => row.id);
}

/** Replays that send, or have something on its way or unfinished that is to be looked at. */
export async function findWorking(): Promise<string[]> {
  const { rows } = await enginePool().query<{ id: string }>({
    name: "find_working_replays",
    text: `SELECT r.id FROM replays r JOIN workspaces w ON w.id = r.workspace_id AND w.deleted_at IS NULL
           WHERE (r.state IN ('preparing', 'running') OR r.in_flight > 0 OR r.open > 0)
             AND (r.state = 'running' OR r.in_flight > 0 OR r.settle_at <= now())
           ORDER BY r.id`,
  });
  return rows.map((row) => row.id);
}
