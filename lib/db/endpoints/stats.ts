import { edgePool } from "../client";

const FOREVER = new Date("9999-01-01T00:00:00Z");

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

/** The same of the attempts of one event type in one hour. */
export type TypeStatSlot = StatSlot & { eventType: string };

/** Latencies as JSON, because the driver reads arrays letter by letter: a month of them took a tenth of a second. */
type Read<Slot extends StatSlot> = Omit<Slot, "latencies"> & { latencies: string };

const COUNTS = `slot, succeeded, retried, failed, first, first_succeeded AS "firstSucceeded", array_to_json(latencies)::text AS latencies`;

/** Oldest first. At most four rows an hour for each process that sends, however many attempts there were. */
export async function readStats(
  workspaceId: string,
  endpointId: string,
  since: Date,
  until = FOREVER,
): Promise<StatSlot[]> {
  const { rows } = await edgePool().query<Read<StatSlot>>({
    name: "read-stats",
    text: `SELECT ${COUNTS} FROM endpoint_stats
           WHERE endpoint_id = $2 AND workspace_id = $1 AND slot >= $3 AND slot < $4 ORDER BY slot`,
    values: [workspaceId, endpointId, since, until],
  });
  return rows.map((row) => ({ ...row, latencies: JSON.parse(row.latencies) as number[] }));
}

/** By event type: a row for each hour in which one happened. */
export async function readTypeStats(
  workspaceId: string,
  endpointId: string,
  since: Date,
  until: Date,
): Promise<TypeStatSlot[]> {
  const { rows } = await edgePool().query<Read<TypeStatSlot>>({
    name: "read-type-stats",
    text: `SELECT event_type AS "eventType", ${COUNTS} FROM endpoint_type_stats
           WHERE endpoint_id = $2 AND workspace_id = $1 AND slot >= $3 AND slot < $4`,
    values: [workspaceId, endpointId, since, until],
  });
  return rows.map((row) => ({ ...row, latencies: JSON.parse(row.latencies) as number[] }));
}

/** The beginnings of the last days of a time zone, oldest first, today's and tomorrow's last. */
export async function readDayStarts(timeZone: string, days: number): Promise<Date[]> {
  const { rows } = await edgePool().query<{ start: Date }>({
    name: "read-day-starts",
    text: `SELECT (date_trunc('day', now() AT TIME ZONE $1) - make_interval(days => $2 - 1 - place)) AT TIME ZONE $1 AS start
           FROM generate_series(0, $2) AS place ORDER BY place`,
    values: [timeZone, days],
  });
  return rows.map((row) => row.start);
}

/**
 * The same of all endpoints of a workspace at once, by their ids: a row each, because two days of ten endpoints are
 * thousands of slots, which cost the driver twice as long one by one.
 */
export async function readStatsOfAll(
  workspaceId: string,
  endpointIds: readonly string[],
  since: Date,
): Promise<Map<string, StatSlot[]>> {
  const { rows } = await edgePool().query<{ endpointId: string; slots: string }>({
    name: "read-stats-of-all",
    text: `SELECT endpoint_id AS "endpointId", json_agg(json_build_array(
             (extract(epoch FROM slot) * 1000)::int8, succeeded, retried, failed, first, first_succeeded, latencies
           ) ORDER BY slot)::text AS slots
           FROM endpoint_stats WHERE endpoint_id = ANY($2) AND workspace_id = $1 AND slot >= $3 GROUP BY 1`,
    values: [workspaceId, endpointIds, since],
  });
  return new Map(rows.map(({ endpointId, slots }) => [endpointId, (JSON.parse(slots) as SlotCells[]).map(slotOf)]));
}

type SlotCells = [at: number, succeeded: number, retried: number, failed: number, ...more: [number, number, number[]]];

const slotOf = ([at, succeeded, retried, failed, first, firstSucceeded, latencies]: SlotCells): StatSlot => ({
  slot: new Date(at),
  succeeded,
  retried,
  failed,
  first,
  firstSucceeded,
  latencies,
});

/** What became of all their attempts, added up in the database by spans of `bucketMs` that begin at multiples of it. */
export async function readTotals(
  workspaceId: string,
  endpointIds: readonly string[],
  since: Date,
  until: Date,
  bucketMs: number,
): Promise<{ start: Date; succeeded: number; retried: number; failed: number }[]> {
  const { rows } = await edgePool().query<{ start: Date; succeeded: number; retried: number; failed: number }>({
    name: "read-totals",
    text: `SELECT date_bin(make_interval(secs => $5), slot, 'epoch') AS start,
             sum(succeeded)::float8 AS succeeded, sum(retried)::float8 AS retried, sum(failed)::float8 AS failed
           FROM endpoint_stats WHERE endpoint_id = ANY($2) AND workspace_id = $1 AND slot >= $3 AND slot < $4 GROUP BY 1 ORDER BY 1`,
    values: [workspaceId, endpointIds, since, until, bucketMs / 1_000],
  });
  return rows;
}
