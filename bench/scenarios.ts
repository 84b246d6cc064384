import { setTimeout as sleep } from "node:timers/promises";

import { TO_ALL, TO_ONE } from "./driver";
import { cpuMicros, median, peakMemory, percentile, postgresCpuMicros } from "./measure";
import { receipts } from "./receipts";
import type { Bench } from "./setup";
import { clearRows, verifyRows } from "./verify";

const ENDPOINTS = 10;
const LIMIT_MS = 180_000;
const OFFERED_PER_SECOND = 200;

/** Figures of one run, by name. */
export type Figures = Record<string, number>;
export type Scenario = (bench: Bench) => Promise<Figures>;

const now = (): number => performance.timeOrigin + performance.now();
const perSecond = (count: number, fromMs: number, toMs: number): number => (count / (toMs - fromMs)) * 1_000;

async function prepare({ app, receivers }: Bench, options: Parameters<typeof receivers.reset>[0] = {}): Promise<void> {
  await clearRows(app.sql);
  await receivers.reset(options);
}

/** Brings compiler, caches and connections to where a server is that has run for a while. */
export async function warmUp(bench: Bench): Promise<void> {
  await prepare(bench);
  await bench.driver.batches(TO_ALL, 400);
  await bench.receivers.waitFor(({ distinct }) => distinct >= 4_000, LIMIT_MS);
  await bench.driver.singles(TO_ONE, 200);
  await verifyRows(bench.app.sql, 4_200);
}

async function deliver(bench: Bench, events: number, feed: () => Promise<void>): Promise<Figures> {
  const { app, receivers } = bench;
  await prepare(bench);
  const expected = events * ENDPOINTS;
  const appBefore = cpuMicros(app.pids());
  const dbBefore = postgresCpuMicros(app.postmaster);
  const startedAt = now();
  const [report] = await Promise.all([receivers.waitFor(({ distinct }) => distinct >= expected, LIMIT_MS), feed()]);
  const { extraAttempts } = await verifyRows(app.sql, expected);
  const appMicros = (cpuMicros(app.pids()) - appBefore) / expected;
  const dbMicros = (postgresCpuMicros(app.postmaster) - dbBefore) / expected;
  const { requests } = await receivers.report();
  if (extraAttempts !== 0 || requests !== expected)
    throw new Error(`${requests - expected} requests and ${extraAttempts} attempts were repeated.`);
  return {
    deliveriesPerSecond: perSecond(expected, startedAt, report.lastAt),
    appMicros,
    dbMicros,
    cpuMicros: appMicros + dbMicros,
    memoryBytes: peakMemory(app.pids()),
  };
}

const fedByBatches: Scenario = (bench) => {
  const events = bench.quick ? 1_000 : 5_000;
  return deliver(bench, events, () => bench.driver.batches(TO_ALL, events));
};

const fedBySingles: Scenario = (bench) => {
  const events = bench.quick ? 1_000 : 5_000;
  return deliver(bench, events, () => bench.driver.singles(TO_ALL, events));
};

async function accept(bench: Bench, events: number, feed: () => Promise<void>): Promise<Figures> {
  const { app, receivers } = bench;
  await prepare(bench);
  const [web = 0, engine = 0] = app.pids();
  const before = [cpuMicros([web]), cpuMicros([engine]), postgresCpuMicros(app.postmaster)];
  const startedAt = now();
  await feed();
  const endedAt = now();
  await receivers.waitFor(({ distinct }) => distinct >= events, LIMIT_MS);
  await verifyRows(app.sql, events);
  const after = [cpuMicros([web]), cpuMicros([engine]), postgresCpuMicros(app.postmaster)];
  const [webMicros = 0, engineMicros = 0, dbMicros = 0] = after.map(
    (micros, at) => (micros - (before[at] ?? 0)) / events,
  );
  return { eventsPerSecond: perSecond(events, startedAt, endedAt), webMicros, engineMicros, dbMicros };
}

const acceptBatches: Scenario = (bench) => {
  const events = bench.quick ? 5_000 : 20_000;
  return accept(bench, events, () => bench.driver.batches(TO_ONE, events, 20));
};

const acceptSingles: Scenario = (bench) => {
  const events = bench.quick ? 1_500 : 6_000;
  return accept(bench, events, () => bench.driver.singles(TO_ONE, events));
};

/** From the moment the caller has its answer to the moment the receiver has the request's head. */
const latency: Scenario = async (bench) => {
  await prepare(bench, { keepArrivals: true });
  const total = bench.quick ? 600 : 2_000;
  const calls: Promise<{ id: string; askedAt: number; acceptedAt: number }>[] = [];
  const startedAt = now();
  for (let at = 0; at < total; at++) {
    const wait = startedAt + (at * 1_000) / OFFERED_PER_SECOND - now();
    if (wait > 0) await sleep(wait);
    calls.push(bench.driver.accept(TO_ONE));
  }
  const accepted = await Promise.all(calls);
  // Calls that queue in the driver are answered after their event has arrived: such a figure would look like no latency.
  const rate = perSecond(total, startedAt, now());
  if (rate < OFFERED_PER_SECOND * 0.95)
    throw new Error(`Only ${rate.toFixed(0)} of ${OFFERED_PER_SECOND} events/s were accepted.`);
  await bench.receivers.waitFor(({ distinct }) => distinct >= total, LIMIT_MS);
  await verifyRows(bench.app.sql, total);
  const { arrivals } = await bench.receivers.report(true);
  const fromAnswer = accepted.map(({ id, acceptedAt }) => Math.max(0, (arrivals[id] ?? Infinity) - acceptedAt));
  const fromCall = accepted.map(({ id, askedAt }) => (arrivals[id] ?? Infinity) - askedAt);
  return {
    p50Ms: median(fromAnswer),
    p95Ms: percentile(fromAnswer, 0.95),
    callToFirstByteP50Ms: median(fromCall),
    callToFirstByteP95Ms: percentile(fromCall, 0.95),
  };
};

/** Reads the log and a delivery's page, each ten times a second, while deliveries run at the full rate. */
const pagesUnderLoad: Scenario = async (bench) => {
  const { app, driver, receivers } = bench;
  await prepare(bench);
  const events = bench.quick ? 1_500 : 5_000;
  const expected = events * ENDPOINTS;
  const fed = new AbortController();
  const feeding = driver
    .batches(TO_ALL, events)
    .then(() => receivers.waitFor(({ distinct }) => distinct >= expected, LIMIT_MS))
    .finally(() => fed.abort());
  await receivers.waitFor(({ distinct }) => distinct > 0, LIMIT_MS);
  const [row] = (await app.sql.query<{ id: string }>("SELECT id FROM deliveries LIMIT 1")).rows;
  const list: number[] = [];
  const page: number[] = [];
  const timed = async (times: number[], work: () => Promise<unknown>): Promise<void> => {
    const startedAt = now();
    await work();
    times.push(now() - startedAt);
  };
  while (!fed.signal.aborted) {
    await timed(list, () => driver.get("/api/deliveries?limit=50"));
    await timed(page, () => driver.get(`/${bench.workspaceSlug}/deliveries/${row?.id ?? ""}`, bench.pageHeaders));
    await sleep(100);
  }
  await feeding;
  await verifyRows(app.sql, expected);
  return { listP95Ms: percentile(list, 0.95), pageP95Ms: percentile(page, 0.95), reads: list.length };
};

/** The rate of nine endpoints while the tenth never answers, as a share of their rate while it does. */
const oneHangs: Scenario = async (bench) => {
  const { app, driver, receivers } = bench;
  const events = bench.quick ? 1_000 : 3_000;
  const nine = events * (ENDPOINTS - 1);
  const rate = async (hanging: number | null): Promise<number> => {
    await prepare(bench, { hanging });
    const startedAt = now();
    const [report] = await Promise.all([
      receivers.waitFor(({ byPort }) => byPort.slice(0, -1).every((count) => count >= events), LIMIT_MS),
      driver.batches(TO_ALL, events),
    ]);
    return perSecond(nine, startedAt, Math.max(...report.lastAtByPort.slice(0, -1)));
  };
  const alone = await rate(null);
  await verifyRows(app.sql, events * ENDPOINTS);
  const beside = await rate(ENDPOINTS - 1);
  return { keptPercent: (beside / alone) * 100, aloneRate: alone, besideRate: beside };
};

/** Kills the engine when two fifths have arrived; from then until every delivery has arrived and is written. */
const killed: Scenario = async (bench) => {
  const { app, driver, receivers } = bench;
  await prepare(bench);
  const events = bench.quick ? 1_000 : 2_000;
  const expected = events * ENDPOINTS;
  const feeding = driver.batches(TO_ALL, events);
  await receivers.waitFor(({ distinct }) => distinct >= expected * 0.4, LIMIT_MS);
  app.killEngine();
  const killedAt = now();
  await feeding;
  const { lastAt } = await receivers.waitFor(({ distinct }) => distinct >= expected, LIMIT_MS);
  await verifyRows(app.sql, expected, LIMIT_MS);
  const { requests } = await receivers.report();
  return { allDeliveredAfterS: (lastAt - killedAt) / 1_000, repeatedRequests: requests - expected };
};

/** Everything failed; from the call that starts the replay until the last delivery of it has arrived. */
const replayed: Scenario = async (bench) => {
  const { app, driver, receivers } = bench;
  await prepare(bench);
  const events = bench.quick ? 200 : 1_000;
  const expected = events * ENDPOINTS;
  await driver.batches(TO_ALL, events);
  await receivers.waitFor(({ distinct }) => distinct >= expected, LIMIT_MS);
  await verifyRows(app.sql, expected);
  await app.sql.query("UPDATE deliveries SET state = 'failed', step = 10");
  await receivers.reset();
  const appBefore = cpuMicros(app.pids());
  const dbBefore = postgresCpuMicros(app.postmaster);
  const startedAt = now();
  const answer = await driver.post("/api/replays", { selection: { by: "filter", filter: { state: "failed" } } });
  const { id } = (JSON.parse(answer) as { data: { id: string } }).data;
  const { lastAt } = await receivers.waitFor(({ distinct }) => distinct >= expected, LIMIT_MS);
  const progress = await replayDone(driver, id);
  const appMicros = (cpuMicros(app.pids()) - appBefore) / expected;
  const dbMicros = (postgresCpuMicros(app.postmaster) - dbBefore) / expected;
  const { requests, distinct } = await receivers.report();
  if (progress.delivered !== expected || progress.total !== expected)
    throw new Error(`The replay counts ${JSON.stringify(progress)} of ${expected}.`);
  return {
    seconds: (lastAt - startedAt) / 1_000,
    skipped: expected - distinct,
    doubled: requests - distinct,
    appMicros,
    dbMicros,
  };
};

async function replayDone(driver: Bench["driver"], id: string): Promise<{ total: number; delivered: number }> {
  for (const limit = Date.now() + LIMIT_MS; ;) {
    const { data } = JSON.parse(await driver.get(`/api/replays/${id}`)) as {
      data: { state: string; progress: { total: number; delivered: number } };
    };
    if (data.state === "done") return data.progress;
    if (Date.now() > limit) throw new Error(`The replay is ${data.state}.`);
    await sleep(50);
  }
}

/** In this order: the last two leave an engine behind that has work or a past. */
export const SCENARIOS = {
  batches: fedByBatches,
  singles: fedBySingles,
  "accept-batches": acceptBatches,
  "accept-singles": acceptSingles,
  latency,
  pages: pagesUnderLoad,
  receipts,
  replay: replayed,
  kill: killed,
  hang: oneHangs,
} as const satisfies Record<string, Scenario>;

export type ScenarioName = keyof typeof SCENARIOS;
/** These leave deliveries under way, so each run of them gets an app of its own. */
export const LEAVES_WORK: ReadonlySet<ScenarioName> = new Set(["kill", "hang"]);
