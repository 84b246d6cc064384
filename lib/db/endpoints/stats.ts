import { edgePool } from "../client";

/** What the engines counted of an endpoint in one quarter of an hour. */
export interface StatSlot {
  slot: Date;
  succeeded: number;
  retried: number;
  failed: number;
  first: number;
  firstSucceeded: number;
  latencies: number[];
}

/** Oldest first. At most four rows an hour for each process that sends, however many attempts there were. */
export async function readStats(workspaceId: string, endpointId: string, since: Date): Promise<StatSlot[]> {
  const { rows } = await edgePool().query<Omit<StatSlot, "latencies"> & { latencies: string }>({
    name: "read-stats",
    text: `SELECT slot, succeeded, retried, failed, first, first_succeeded AS "firstSucceeded", array_to_json(latencies)::text AS latencies
           FROM endpoint_stats WHERE endpoint_id = $2 AND workspace_id = $1 AND slot >= $3 ORDER BY slot`,
    values: [workspaceId, endpointId, since],
  });
  // As JSON, because the driver reads arrays letter by letter: a month of them took a tenth of a second.
  return rows.map((row) => ({ ...row, latencies: JSON.parse(row.latencies) as number[] }));
}

/** The beginnings of the last days of a time zone, oldest first, today's last. */
export async function readDayStarts(timeZone: string, days: number): Promise<Date[]> {
  const { rows } = await edgePool().query<{ start: Date }>({
    name: "read-day-starts",
    text: `SELECT (date_trunc('day', now() AT TIME ZONE $1) - make_interval(days => $2 - 1 - place)) AT TIME ZONE $1 AS start
           FROM generate_series(0, $2 - 1) AS place ORDER BY place`,
    values: [timeZone, days],
  });
  return rows.map((row) => row.start);
}

/** The same of all endpoints of a workspace at once, by their ids. */
export async function readStatsOfAll(
  workspaceId: string,
  endpointIds: readonly string[],
  since: Date,
): Promise<Map<string, StatSlot[]>> {
  const { rows } = await edgePool().query<Omit<StatSlot, "latencies"> & { latencies: string; endpointId: string }>({
    name: "read-stats-of-all",
    text: `SELECT endpoint_id AS "endpointId", slot, succeeded, retried, failed, first, first_succeeded AS "firstSucceeded",
             array_to_json(latencies)::text AS latencies
           FROM endpoint_stats WHERE endpoint_id = ANY($2) AND workspace_id = $1 AND slot >= $3 ORDER BY slot`,
    values: [workspaceId, endpointIds, since],
  });
  const byEndpoint = new Map<string, StatSlot[]>(endpointIds.map((id) => [id, []]));
  for (const { endpointId, latencies, ...row } of rows)
    byEndpoint.get(endpointId)?.push({ ...row, latencies: JSON.parse(latencies) as number[] });
  return byEndpoint;
}
