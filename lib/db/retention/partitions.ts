import { DatabaseError } from "pg";

import { edgePool } from "../client";

/** A partition comes or goes under locks that everybody else then queues behind, so they are not waited for. */
const LOCK_TIMEOUT_MS = 50;
const LOCK_NOT_AVAILABLE = "55P03";

/** Makes the missing weekly partitions of the coming weeks. False: the tables were busy and it is for the next run. */
export function makePartitions(): Promise<boolean> {
  return briefly("SELECT linquid_ensure_partitions(now() - interval '7 days', now() + interval '35 days')", []);
}

/**
 * When the oldest event, delivery, forward or receipt below a time was made that is not finished; null when there is none. Held
 * ones count: the partition of any of them must stay.
 */
export async function oldestUnfinishedBefore(time: Date): Promise<Date | null> {
  const { rows } = await edgePool().query<{ oldest: Date | null }>({
    name: "oldest-unfinished",
    text: `SELECT LEAST(
             (SELECT min(event_created_at) FROM deliveries WHERE event_created_at < $1 AND state IN ('pending', 'retrying', 'held')),
             (SELECT min(event_created_at) FROM forwards WHERE event_created_at < $1 AND state IN ('pending', 'retrying')),
             (SELECT min(event_created_at) FROM outbox WHERE event_created_at < $1 AND sent_at IS NULL),
             (SELECT min(received_at) FROM receipts WHERE received_at < $1 AND state IN ('received', 'held'))
           ) AS oldest`,
    values: [time],
  });
  return rows[0]?.oldest ?? null;
}

/**
 * Drops the weekly partitions that ended before a time; nothing unfinished may be older. False: the tables were busy and
 * it is for the next run.
 */
export function dropPartitions(before: Date): Promise<boolean> {
  return briefly("SELECT linquid_drop_partitions($1)", [before]);
}

async function briefly(text: string, values: unknown[]): Promise<boolean> {
  const client = await edgePool().connect();
  let broken = true;
  try {
    await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(text, values);
    await client.query("COMMIT");
    broken = false;
    return true;
  } catch (error) {
    broken = await client.query("ROLLBACK").then(
      () => false,
      () => true,
    );
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  } finally {
    client.release(broken);
  }
}
