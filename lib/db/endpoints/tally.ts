import { edgePool } from "../client";

const FOLD_BATCH = 20_000;

/** How many deliveries of an endpoint stand in each state. */
export interface Tally {
  pending: number;
  retrying: number;
  delivered: number;
  failed: number;
  held: number;
  skipped: number;
  canceled: number;
}

export interface LedgerDay extends Tally {
  /** `YYYY-MM-DD`, UTC, by the time of the event. */
  day: string;
  matched: number;
}

const STATES = ["pending", "retrying", "delivered", "failed", "held", "skipped", "canceled"] as const;
const sums = STATES.map((state) => `sum(${state}) AS ${state}`).join(", ");
const asNumbers = STATES.map((state) => `coalesce(t.${state}, 0)::float8 AS ${state}`).join(", ");

/**
 * What was planned for an endpoint and where it stands, a row a day, newest first, all as of one moment. Reads a row for
 * each day and what changed in the last minute, however long the log is.
 */
export async function readLedger(workspaceId: string, endpointId: string, sinceDay: string): Promise<LedgerDay[]> {
  const { rows } = await edgePool().query<LedgerDay>({
    name: "read-ledger",
    text: `
      WITH tally AS (
        SELECT day, ${sums} FROM (
          SELECT day, ${STATES.join(", ")} FROM endpoint_tallies WHERE endpoint_id = $2 AND workspace_id = $1 AND day >= $3
          UNION ALL
          SELECT day, ${STATES.join(", ")} FROM endpoint_tally_changes WHERE endpoint_id = $2 AND workspace_id = $1 AND day >= $3
        ) AS parts GROUP BY day
      ), planned AS (
        SELECT day, matched FROM endpoint_ledger WHERE endpoint_id = $2 AND workspace_id = $1 AND day >= $3
      )
      SELECT coalesce(t.day, p.day)::text AS day, coalesce(p.matched, 0)::float8 AS matched, ${asNumbers}
      FROM tally t FULL JOIN planned p ON p.day = t.day ORDER BY 1 DESC`,
    values: [workspaceId, endpointId, sinceDay],
  });
  return rows;
}

/** Adds what statements changed to the tally of its day. Answers whether there may be more. Safe to run twice at once. */
export async function foldTally(): Promise<boolean> {
  const { rows } = await edgePool().query<{ taken: number }>({
    name: "fold-tally",
    text: `
      WITH taken AS (
        DELETE FROM endpoint_tally_changes WHERE ctid = ANY(ARRAY(
          SELECT ctid FROM endpoint_tally_changes LIMIT ${FOLD_BATCH} FOR UPDATE SKIP LOCKED
        )) RETURNING *
      ), folded AS (
        INSERT INTO endpoint_tallies AS t (endpoint_id, day, workspace_id, ${STATES.join(", ")})
        SELECT endpoint_id, day, min(workspace_id), ${sums} FROM taken GROUP BY endpoint_id, day ORDER BY endpoint_id, day
        ON CONFLICT (endpoint_id, day) DO UPDATE SET ${STATES.map((state) => `${state} = t.${state} + excluded.${state}`).join(", ")}
      )
      SELECT count(*)::int AS taken FROM taken`,
  });
  return rows[0]?.taken === FOLD_BATCH;
}

/** How many deliveries of each endpoint wait or are held now, however old they are. */
export async function readWaiting(
  workspaceId: string,
  endpointIds: readonly string[],
): Promise<Map<string, { waiting: number; retrying: number; held: number }>> {
  const { rows } = await edgePool().query<{ endpointId: string; waiting: number; retrying: number; held: number }>({
    name: "read-waiting",
    text: `SELECT endpoint_id AS "endpointId", sum(pending + retrying)::float8 AS waiting, sum(retrying)::float8 AS retrying, sum(held)::float8 AS held
           FROM (SELECT endpoint_id, pending, retrying, held FROM endpoint_tallies WHERE endpoint_id = ANY($2) AND workspace_id = $1
                 UNION ALL
                 SELECT endpoint_id, pending, retrying, held FROM endpoint_tally_changes WHERE endpoint_id = ANY($2) AND workspace_id = $1) AS parts
           GROUP BY endpoint_id`,
    values: [workspaceId, endpointIds],
  });
  return new Map(rows.map(({ endpointId, ...row }) => [endpointId, row]));
}
