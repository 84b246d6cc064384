import { setTimeout as sleep } from "node:timers/promises";

import type { Pool } from "pg";

export interface Moment {
  deliveries: number;
  attempts: number;
}

interface Counts {
  deliveries: number;
  delivered: number;
  attempts: number;
  attempted: number;
}

async function count(sql: Pool): Promise<Counts> {
  const { rows } = await sql.query<Counts>(
    `SELECT (SELECT count(*)::int FROM deliveries) AS deliveries,
            (SELECT count(*)::int FROM deliveries WHERE state = 'delivered') AS delivered,
            (SELECT count(*)::int FROM attempts) AS attempts,
            (SELECT count(DISTINCT delivery_id)::int FROM attempts) AS attempted`,
  );
  return rows[0] ?? { deliveries: 0, delivered: 0, attempts: 0, attempted: 0 };
}

/**
 * Waits until every delivery is written as delivered, then says how many attempts there were too many.
 * @throws Error when rows are missing, or when one is not delivered in time
 */
export async function verifyRows(sql: Pool, expected: number, limitMs = 30_000): Promise<{ extraAttempts: number }> {
  const limit = Date.now() + limitMs;
  for (;;) {
    const { deliveries, delivered, attempts, attempted } = await count(sql);
    if (deliveries === expected && delivered === expected && attempted === expected) {
      return { extraAttempts: attempts - expected };
    }
    if (Date.now() > limit)
      throw new Error(
        `${expected} deliveries expected: ${deliveries} are there, ${delivered} delivered, ${attempted} attempted.`,
      );
    await sleep(200);
  }
}

/** Empties what a run left, so that the next one counts its own rows only. */
export async function clearRows(sql: Pool): Promise<void> {
  await sql.query("TRUNCATE events, event_keys, outbox, deliveries, attempts, replays, replay_items");
  await sql.query("CHECKPOINT").catch(() => undefined);
}
