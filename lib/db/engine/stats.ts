import { enginePool } from "./pool";

/** What one process saw of an endpoint's attempts in one quarter of an hour. */
export interface StatRow {
  endpointId: string;
  workspaceId: string;
  slot: Date;
  succeeded: number;
  retried: number;
  failed: number;
  first: number;
  firstSucceeded: number;
  latencies: readonly number[];
}

/** Writes this writer's rows whole: what an earlier call wrote of the same quarter is replaced. */
export async function writeStats(writer: string, rows: readonly StatRow[]): Promise<void> {
  await enginePool().query({
    name: "write_stats",
    text: `
      INSERT INTO endpoint_stats (writer, endpoint_id, workspace_id, slot, succeeded, retried, failed, first, first_succeeded, latencies)
      SELECT $1, s.endpoint_id, s.workspace_id, s.slot, s.succeeded, s.retried, s.failed, s.first, s.first_succeeded, s.latencies::int[]
      FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[])
        AS s(endpoint_id, workspace_id, slot, succeeded, retried, failed, first, first_succeeded, latencies)
      ON CONFLICT (endpoint_id, slot, writer) DO UPDATE SET succeeded = excluded.succeeded, retried = excluded.retried,
        failed = excluded.failed, first = excluded.first, first_succeeded = excluded.first_succeeded, latencies = excluded.latencies`,
    values: [
      writer,
      rows.map((row) => row.endpointId),
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.slot),
      rows.map((row) => row.succeeded),
      rows.map((row) => row.retried),
      rows.map((row) => row.failed),
      rows.map((row) => row.first),
      rows.map((row) => row.firstSucceeded),
      rows.map((row) => `{${row.latencies.join(",")}}`),
    ],
  });
}
