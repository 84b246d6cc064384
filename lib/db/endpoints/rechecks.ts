import { edgePool } from "../client";
import type { WorkspaceRow } from "../workspaces";

export interface DueRecheck {
  workspace: WorkspaceRow;
  secretId: string;
  endpointId: string;
  surface: "workspace" | "link" | "outbound";
  linkId: string | null;
}

/** Takes current secrets that are to be tried again and were not within the last minutes; each has one taker. */
export async function claimRechecks(now: Date, afterMs: number, limit: number): Promise<DueRecheck[]> {
  const { rows } = await edgePool().query<DueRecheck>({
    name: "claim-rechecks",
    text: `UPDATE endpoint_secrets AS s SET rechecked_at = $1 FROM (
             SELECT d.id, e.id AS endpoint_id, e.surface, e.link_id,
               jsonb_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'plan', w.plan, 'mode', w.mode, 'timeZone', w.time_zone) AS workspace
             FROM endpoint_secrets d JOIN endpoints e ON e.id = d.endpoint_id AND e.deleted_at IS NULL
             JOIN workspaces w ON w.id = d.workspace_id AND w.deleted_at IS NULL
             WHERE d.recheck_until > $1 AND d.expires_at IS NULL
               AND coalesce(d.rechecked_at, 'epoch') <= $1::timestamptz - make_interval(secs => $2)
             ORDER BY d.recheck_until LIMIT $3 FOR UPDATE OF d SKIP LOCKED) AS due
           WHERE s.id = due.id
           RETURNING due.workspace, s.id AS "secretId", due.endpoint_id AS "endpointId", due.surface, due.link_id AS "linkId"`,
    values: [now, afterMs / 1_000, limit],
  });
  return rows;
}

/** The receiver accepted it: no more tests are needed. */
export async function endRecheck(secretId: string): Promise<void> {
  await edgePool().query({
    name: "end-recheck",
    text: "UPDATE endpoint_secrets SET recheck_until = NULL WHERE id = $1",
    values: [secretId],
  });
}
