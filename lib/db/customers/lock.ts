import type { RawExecutor } from "../transaction";

/** Makes others who change this customer wait until the transaction ends. */
export async function lockCustomer(sql: RawExecutor, workspaceId: string, id: string): Promise<void> {
  await sql.$queryRaw`SELECT id FROM customers WHERE workspace_id = ${workspaceId} AND id = ${id} FOR NO KEY UPDATE`;
}
