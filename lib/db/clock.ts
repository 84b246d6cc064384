import { setInterval as every } from "node:timers";

import { logger } from "@/lib/observability/logger";
import { clockOffset, noteClockOffset } from "@/lib/shared/clock";

import { enginePool } from "./engine/pool";

const EVERY_MS = 30_000;
/** An answer that took longer says too little about when it was given. */
const ANSWER_MAX_MS = 1_000;

/** Compares this process's clock with the database's. @throws when the database is away */
export async function compareClocks(): Promise<void> {
  const askedAt = Date.now();
  const began = performance.now();
  const { rows } = await enginePool().query<{ at: number }>({
    name: "clock",
    text: "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at",
  });
  const took = performance.now() - began;
  if (!rows[0] || took > ANSWER_MAX_MS) return;
  if (noteClockOffset(rows[0].at - (askedAt + took / 2))) {
    logger.warn({ offsetMs: clockOffset() }, "This machine's clock differs from the database's, which is followed");
  }
}

/** Follows the database's clock for as long as this process lives. Resolves when it was asked for the first time. */
export async function followDatabaseClock(): Promise<void> {
  every(() => void attempt(), EVERY_MS).unref();
  await attempt();
}

/** A database that is away is told by others, and its clock is asked for again. */
const attempt = (): Promise<void> => compareClocks().catch(() => undefined);
