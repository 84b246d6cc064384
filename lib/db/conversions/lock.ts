import type { RawExecutor } from "../transaction";

/** Makes others who give money back of this sale wait until the transaction ends. */
export async function lockConversion(sql: RawExecutor, workspaceId: string, id: string): Promise<void> {
  await sql.$queryRaw`SELECT id FROM conversions WHERE workspace_id = ${workspaceId} AND id = ${id} FOR NO KEY UPDATE`;
}
