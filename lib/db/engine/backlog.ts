import { edgePool } from "../client";

export interface Backlog {
  /** Seconds since the oldest event that nobody has planned was accepted; 0 without any. */
  oldestUnplannedS: number;
  /** Both counted to `COUNT_MAX` and no further. */
  unplanned: number;
  overdue: number;
  /** Engines that hold their lock, so that live. */
  engines: number;
}

const COUNT_MAX = 10_000;

const OLDEST_UNPLANNED = `coalesce((SELECT extract(epoch FROM now() - created_at) FROM outbox WHERE sent_at IS NULL ORDER BY id LIMIT 1), 0)::float8 AS "oldestUnplannedS"`;

/** How late the engines are, and nothing more: one step in an index. */
export async function readOldestUnplanned(): Promise<number> {
  const { rows } = await edgePool().query<Pick<Backlog, "oldestUnplannedS">>({
    name: "read-oldest-unplanned",
    text: `SELECT ${OLDEST_UNPLANNED}`,
  });
  return rows[0]?.oldestUnplannedS ?? 0;
}

/** What waits for the engines, over all workspaces. Reads what waits and nothing else. */
export async function readBacklog(): Promise<Backlog> {
  const { rows } = await edgePool().query<Backlog>({
    name: "read-backlog",
    text: `SELECT
      ${OLDEST_UNPLANNED},
      (SELECT count(*)::int FROM (SELECT FROM outbox WHERE sent_at IS NULL LIMIT ${COUNT_MAX}) AS o) AS unplanned,
      (SELECT count(*)::int FROM (SELECT FROM deliveries WHERE state IN ('pending', 'retrying')
         AND next_attempt_at < now() - interval '1 minute' LIMIT ${COUNT_MAX}) AS d) AS overdue,
      (SELECT count(*)::int FROM engines e WHERE EXISTS (SELECT FROM pg_locks l WHERE l.locktype = 'advisory'
         AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND l.objsubid = 1
         AND l.classid = ((e.lock_key >> 32) & 4294967295)::oid AND l.objid = (e.lock_key & 4294967295)::oid AND l.granted)) AS engines`,
  });
  const [row] = rows;
  if (!row) throw new Error("The backlog has no row.");
  return row;
}
