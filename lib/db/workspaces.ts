import type { RawExecutor } from "./transaction";

/**
 * Makes the writers of one workspace that count before they write wait for each other until the transaction ends.
 * The lock does not stand in the way of rows that merely refer to the workspace.
 */
export async function lockWorkspace(sql: RawExecutor, workspaceId: string): Promise<void> {
  await sql.$queryRaw`SELECT id FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
}
