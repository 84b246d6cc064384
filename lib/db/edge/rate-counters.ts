import { edgePool } from "../client";

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

/** Takes one from a fixed window, in one statement: of any number of parallel calls never more than `limit` pass. */
export async function takeFromWindow(key: string, windowMs: number, limit: number, now = Date.now()): Promise<Taken> {
  const windowAt = new Date(Math.floor(now / windowMs) * windowMs);
  const resetAt = new Date(windowAt.getTime() + windowMs);
  void cleanUp(now);
  if (limit <= 0) return { admitted: false, remaining: 0, resetAt };
  const { rows } = await edgePool().query<{ count: number }>({
    name: "take-from-window",
    text: `INSERT INTO rate_counters AS c (key, window_at, count) VALUES ($1, $2, 1)
           ON CONFLICT (key, window_at) DO UPDATE SET count = c.count + 1 WHERE c.count < $3
           RETURNING count`,
    values: [key, windowAt, limit],
  });
  return { admitted: rows.length > 0, remaining: rows[0] ? limit - rows[0].count : 0, resetAt };
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
