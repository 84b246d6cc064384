import { edgePool } from "./client";
import type { RawExecutor } from "./transaction";

/**
 * Makes the writers of one workspace that count before they write wait for each other until the transaction ends.
 * The lock does not stand in the way of rows that merely refer to the workspace.
 */
export async function lockWorkspace(sql: RawExecutor, workspaceId: string): Promise<void> {
  await sql.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
}

export interface WorkspaceRow {
  id: string;
  slug: string;
  name: string;
  plan: "starter" | "pro" | "enterprise";
  mode: "live" | "test";
  timeZone: string;
}

/** For jobs, which know an id and nothing more. Null when it is gone or being deleted. */
export async function readWorkspace(id: string): Promise<WorkspaceRow | null> {
  const { rows } = await edgePool().query<WorkspaceRow>({
    name: "read-workspace",
    text: `SELECT id, slug, name, plan, mode, time_zone AS "timeZone" FROM workspaces WHERE id = $1 AND deleted_at IS NULL`,
    values: [id],
  });
  return rows[0] ?? null;
}
