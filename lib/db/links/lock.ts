import type { RawExecutor } from "../transaction";

/**
 * Makes others who change one of these links wait until the transaction ends. In the order of ids, so that two batches
 * never wait for each other.
 */
export async function lockLinks(sql: RawExecutor, workspaceId: string, ids: readonly string[]): Promise<void> {
  await sql.$queryRaw`
    SELECT id FROM links WHERE workspace_id = ${workspaceId} AND id = ANY(${[...ids]}::text[]) ORDER BY id FOR NO KEY UPDATE`;
}
