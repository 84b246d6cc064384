import { enginePool } from "./pool";

/** What one process saw of an endpoint's attempts in one slot of time. */
export interface StatRow {
  endpointId: string;
  workspaceId: string;
  slot: Date;
  succeeded: number;
  retried: number;
  failed: number;
  first: number;
  firstSucceeded: number;
  latencies: number[];
}

/** The same of the attempts of one event type. */
export interface TypeStatRow extends StatRow {
  eventType: string;
}

const COUNTS = ["succeeded", "retried", "failed", "first", "first_succeeded", "latencies"] as const;
const replaced = COUNTS.map((name) => `${name} = excluded.${name}`).join(", ");

/** Writes this writer's rows whole: what an earlier call wrote of the same quarter is replaced. */
export async function writeStats(writer: string, rows: readonly StatRow[]): Promise<void> {
  await enginePool().query({
    name: "write_stats",
    text: `
      INSERT INTO endpoint_stats (writer, endpoint_id, workspace_id, slot, ${COUNTS.join(", ")})
      SELECT $1, s.endpoint_id, s.workspace_id, s.slot, s.succeeded, s.retried, s.failed, s.first, s.first_succeeded, s.latencies::int[]
      FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[])
        AS s(endpoint_id, workspace_id, slot, ${COUNTS.join(", ")})
      ON CONFLICT (endpoint_id, slot, writer) DO UPDATE SET ${replaced}`,
    values: [writer, ...columnsOf(rows)],
  });
}

/** The same by event type and hour. */
export async function writeTypeStats(writer: string, rows: readonly TypeStatRow[]): Promise<void> {
  await enginePool().query({
    name: "write_type_stats",
    text: `
      INSERT INTO endpoint_type_stats (writer, endpoint_id, workspace_id, slot, event_type, ${COUNTS.join(", ")})
      SELECT $1, s.endpoint_id, s.workspace_id, s.slot, s.event_type, s.succeeded, s.retried, s.failed, s.first, s.first_succeeded, s.latencies::int[]
      FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::int[], $7::int[], $8::int[], $9::int[], $10::text[], $11::text[])
        AS s(endpoint_id, workspace_id, slot, ${COUNTS.join(", ")}, event_type)
      ON CONFLICT (endpoint_id, slot, event_type, writer) DO UPDATE SET ${replaced}`,
    values: [writer, ...columnsOf(rows), rows.map((row) => row.eventType)],
  });
}

const columnsOf = (rows: readonly StatRow[]): unknown[] => [
  rows.map((row) => row.endpointId),
  rows.map((row) => row.workspaceId),
  rows.map((row) => row.slot),
  rows.map((row) => row.succeeded),
  rows.map((row) => row.retried),
  rows.map((row) => row.failed),
  rows.map((row) => row.first),
  rows.map((row) => row.firstSucceeded),
  rows.map((row) => `{${row.latencies.join(",")}}`),
];
