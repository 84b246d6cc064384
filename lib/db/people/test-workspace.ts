import { edgePool } from "../client";

export interface PartnerRow {
  id: string;
  slug: string;
  name: string;
}

/** The oldest test workspace of a live one in which this person is a member. */
export async function readTestWorkspace(liveWorkspaceId: string, userId: string): Promise<PartnerRow | null> {
  const { rows } = await edgePool().query<PartnerRow>({
    name: "read-test-workspace",
    text: `SELECT w.id, w.slug, w.name FROM workspaces w JOIN members m ON m.workspace_id = w.id AND m.user_id = $2
           WHERE w.live_workspace_id = $1 AND w.mode = 'test' AND w.deleted_at IS NULL ORDER BY w.created_at LIMIT 1`,
    values: [liveWorkspaceId, userId],
  });
  return rows[0] ?? null;
}

/** The live workspace of a test workspace, if this person is a member there. */
export async function readLiveWorkspace(testWorkspaceId: string, userId: string): Promise<PartnerRow | null> {
  const { rows } = await edgePool().query<PartnerRow>({
    name: "read-live-workspace",
    text: `SELECT w.id, w.slug, w.name FROM workspaces t
           JOIN workspaces w ON w.id = t.live_workspace_id AND w.deleted_at IS NULL
           JOIN members m ON m.workspace_id = w.id AND m.user_id = $2 WHERE t.id = $1`,
    values: [testWorkspaceId, userId],
  });
  return rows[0] ?? null;
}
