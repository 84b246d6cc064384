import { LRUCache } from "lru-cache";

import { edgePool } from "../client";
import { isDiskFull } from "../database-away";

export interface Taken {
  /** False when the window was full; then nothing was counted. */
  admitted: boolean;
  remaining: number;
  /** When the window ends. */
  resetAt: Date;
}

const KEPT_MS = 2 * 3_600_000;
const CLEAN_EVERY_MS = 60_000;
let cleanedAt = 0;

/** Windows that could not be counted in the database, by key and beginning. */
const countedHere = new LRUCache<string, number>({ max: 50_000 });

/**
 * Takes one from a fixed window, in one statement: of any number of parallel calls never more than `limit` pass. While
 * the disk of the database is full each process counts for itself, so that what only reads goes on.
 */
export async function takeFromWindow(key: string, windowMs: number, limit: number, now = Date.now()): Promise<Taken> {
  const windowAt = new Date(Math.floor(now / windowMs) * windowMs);
  const resetAt = new Date(windowAt.getTime() + windowMs);
  void cleanUp(now);
  if (limit <= 0) return { admitted: false, remaining: 0, resetAt };
  const count = await takeOne(key, windowAt, limit).catch((error: unknown) => {
    if (!isDiskFull(error)) throw error;
    return takeOneHere(`${key}@${windowAt.getTime()}`, limit);
  });
  return { admitted: count !== null, remaining: count === null ? 0 : limit - count, resetAt };
}

/** The number that this one is in its window, or null when the window is full. */
async function takeOne(key: string, windowAt: Date, limit: number): Promise<number | null> {
  const { rows } = await edgePool().query<{ count: number }>({
    name: "take-from-window",
    text: `INSERT INTO rate_counters AS c (key, window_at, count) VALUES ($1, $2, 1)
           ON CONFLICT (key, window_at) DO UPDATE SET count = c.count + 1 WHERE c.count < $3
           RETURNING count`,
    values: [key, windowAt, limit],
  });
  return rows[0]?.count ?? null;
}

function takeOneHere(window: string, limit: number): number | null {
  const count = (countedHere.get(window) ?? 0) + 1;
  if (count > limit) return null;
  countedHere.set(window, count);
  return count;
}

/** Gives one back to the window it was taken from. */
export async function giveBack(key: string, windowMs: number, resetAt: Date): Promise<void> {
  await edgePool().query({
    name: "give-back-to-window",
    text: "UPDATE rate_counters SET count = count - 1 WHERE key = $1 AND window_at = $2 AND count > 0",
    values: [key, new Date(resetAt.getTime() - windowMs)],
  });
}

/** Past windows are worth nothing. Once a minute per process somebody's request sweeps them, without waiting for it. */
async function cleanUp(now: number): Promise<void> {
  if (now - cleanedAt < CLEAN_EVERY_MS) return;
  cleanedAt = now;
  await edgePool()
    .query("DELETE FROM rate_counters WHERE window_at < $1", [new Date(now - KEPT_MS)])
    .catch(() => undefined);
}
