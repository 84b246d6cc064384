import type { RawExecutor } from "../transaction";

/** Tells the engines, when the transaction commits, that a replay is to be looked at. */
export async function announceReplay(sql: RawExecutor): Promise<void> {
  await sql.$queryRaw`SELECT pg_notify('linquid_replay', '')::text`;
}
