import { edgePool } from "../client";

export interface TestWorkspaceRow {
  id: string;
  slug: string;
  name: string;
}

/** The oldest test workspace of a live one in which this person is a member. */
export async function readTestWorkspace(liveWorkspaceId: string, userId: string): Promise<TestWorkspaceRow | null> {
  const { rows } = await edgePool().query<TestWorkspaceRow>({
    name: "read-test-workspace",
    text: `SELECT w.id, w.slug, w.name FROM workspaces w JOIN members m ON m.workspace_id = w.id AND m.user_id = $2
           WHERE w.live_workspace_id = $1 AND w.mode = 'test' AND w.deleted_at IS NULL ORDER BY w.created_at LIMIT 1`,
    values: [liveWorkspaceId, userId],
  });
  return rows[0] ?? null;
}
