import { setTimeout as sleep } from "node:timers/promises";

import type { Pool } from "pg";

import { cpuMicros, postgresCpuMicros } from "./measure";
import type { Figures, Scenario } from "./scenarios";
import type { Bench } from "./setup";

const PER_SECOND = 300;
const WARM_UP = [50, 100, 200] as const;
/** The least and the most that a search for the ceiling offers, and the step between. */
const CEILING = { from: 100, to: 3_000, step: 100, seconds: 10 } as const;
const P99_MS = 1_000;
const DRAIN_LIMIT_MS = 600_000;

interface Counts {
  stored: number;
  waiting: number;
  processed: number;
  sales: number;
}

async function counted(sql: Pool): Promise<Counts> {
  const { rows } = await sql.query<Counts>(
    `SELECT count(*)::int AS stored, count(*) FILTER (WHERE state = 'received')::int AS waiting,
            count(*) FILTER (WHERE state = 'processed')::int AS processed,
            (SELECT count(*)::int FROM conversions WHERE class = 'sale') AS sales FROM receipts`,
  );
  return rows[0] ?? { stored: 0, waiting: 0, processed: 0, sales: 0 };
}

/** Waits until nothing is left to process. @throws Error when a receipt or its sale is missing or there twice */
async function allProcessed({ app }: Bench, expected: number): Promise<void> {
  const limit = Date.now() + DRAIN_LIMIT_MS;
  for (;;) {
    const { stored, waiting, processed, sales } = await counted(app.sql);
    if (waiting === 0 && stored === expected && processed === expected && sales === expected) return;
    if (Date.now() > limit || (waiting === 0 && stored >= expected))
      throw new Error(`${expected} expected: ${stored} stored, ${processed} processed, ${sales} sales.`);
    await sleep(200);
  }
}

async function clear({ app, receivers }: Bench): Promise<void> {
  await app.sql.query(
    "TRUNCATE receipts, receipt_keys, refunds, conversions, customers, events, event_keys, outbox, deliveries, attempts",
  );
  await receivers.reset();
}

/** What has just started compiles its code while it answers, which is no rate that it keeps. */
async function warmUp(bench: Bench): Promise<void> {
  for (const perSecond of WARM_UP) await bench.shop.offer(perSecond, 5);
  await allProcessed(bench, 5 * WARM_UP.reduce((sum, each) => sum + each, 0));
  await clear(bench);
}

/** Providers post sales at a rate: how soon each is acknowledged, and that each becomes one sale that is sent on. */
export const receipts: Scenario = async (bench) => {
  const { app, receivers, shop } = bench;
  await warmUp(bench);
  const seconds = bench.quick ? 10 : 60;
  const expected = PER_SECOND * seconds;
  const [web = 0, engine = 0] = app.pids();
  const cpu = (): number[] => [cpuMicros([web]), cpuMicros([engine]), postgresCpuMicros(app.postmaster)];
  const before = cpu();
  const startedAt = performance.now();
  const { p50Ms, p99Ms, maxMs, refused, perSecond } = await shop.offer(PER_SECOND, seconds);
  const offeredForMs = performance.now() - startedAt;
  await allProcessed(bench, expected);
  const processedForMs = performance.now() - startedAt;
  const { requests, distinct } = await receivers.waitFor((report) => report.distinct >= expected, DRAIN_LIMIT_MS);
  if (requests !== expected || distinct !== expected)
    throw new Error(`${requests - expected} sales were sent on twice.`);
  const [webMicros = 0, engineMicros = 0, dbMicros = 0] = cpu().map(
    (micros, at) => (micros - (before[at] ?? 0)) / expected,
  );
  await clear(bench);
  const ceiling = await ceilingOf(bench);
  await clear(bench);
  return {
    p50Ms,
    p99Ms,
    maxMs,
    refused,
    acknowledgedPerSecond: perSecond,
    webMicros,
    engineMicros,
    dbMicros,
    processedPerSecond: (expected / processedForMs) * 1_000,
    processedAfterMs: processedForMs - offeredForMs,
    ...ceiling,
  };
};

/** The highest rate that is acknowledged in time, without a refusal, while what came before is being processed. */
async function ceilingOf(bench: Bench): Promise<Figures> {
  let ceilingPerSecond = 0;
  for (let offered: number = CEILING.from; offered <= CEILING.to; offered += CEILING.step) {
    const { p99Ms, refused, perSecond } = await bench.shop.offer(offered, bench.quick ? 3 : CEILING.seconds);
    if (p99Ms >= P99_MS || refused > 0 || perSecond < offered * 0.95) break;
    ceilingPerSecond = offered;
  }
  return { ceilingPerSecond };
}
