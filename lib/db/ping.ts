import { edgePool } from "./client";

/** Whether the database answers a query. */
export async function pingDatabase(): Promise<boolean> {
  try {
    await edgePool().query("SELECT 1");
    return true;
  } catch {
    return false;
  }
}
