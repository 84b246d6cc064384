import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";

import { freshDatabase } from "@/e2e/fixtures/database";

import { isDatabaseAway } from "./database-away";
import { startEmbeddedPostgres } from "./embedded/server";
import type { EmbeddedPostgres } from "./embedded/server";
import { PrismaClient } from "./generated/client";
import { createPool, poolConfig, surviveLostConnections } from "./pool";

let dataDir: string;
let server: EmbeddedPostgres;

async function start(): Promise<void> {
  server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "linquid-pool-"));
  await start();
});

afterAll(async () => {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function failures(...calls: Promise<unknown>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(calls);
  return results.map((result) => (result.status === "rejected" ? (result.reason as unknown) : null));
}

test("values come as what they are: instants as Date, exact counts as number, large ones and days as text", async () => {
  const database = await freshDatabase();
  const pool = createPool({ url: database.url, max: 1, name: "values" });
  onTestFinished(async () => {
    await pool.end();
    await database.drop();
  });
  const { rows } = await pool.query({
    name: "values",
    text: `SELECT $1::timestamptz AS instant, '2026-01-02 03:04:05.678'::timestamp AS utc, count(*) AS small,
                  9007199254740993 AS large, '2026-01-02'::date AS day`,
    values: ["2026-01-02T03:04:05.678Z"],
  });
  const instant = new Date("2026-01-02T03:04:05.678Z");
  expect(rows).toEqual([{ instant, utc: instant, small: 1, large: "9007199254740993", day: "2026-01-02" }]);
});

test("a server that goes away and comes back fails the calls of that time as away, and never ends the process", async () => {
  const lost: Error[] = [];
  const options = { url: server.url, max: 3, name: "away", onError: (error: Error) => lost.push(error) };
  const pool = createPool(options);
  const prisma = new PrismaClient({ adapter: new PrismaPg(surviveLostConnections(new Pool(poolConfig(options)))) });
  onTestFinished(async () => {
    await prisma.$disconnect();
    await pool.end();
  });
  // One of each: a connection in use by nobody, one held between two queries, and one whose query is running.
  await Promise.all([1, 2, 3].map(() => pool.query("SELECT 1")));
  const held = await pool.connect();
  const inFlight = failures(pool.query("SELECT pg_sleep(30)"), prisma.$queryRaw`SELECT pg_sleep(30)::text`);
  const asleep = "SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
  await expect.poll(async () => (await held.query(asleep)).rowCount, { timeout: 10_000 }).toBe(2);

  await server.stop();
  expect((await inFlight).map(isDatabaseAway)).toEqual([true, true]);
  expect(lost.map(isDatabaseAway)).toEqual([true]);
  const during = await failures(
    held.query("SELECT 1"),
    pool.query("SELECT 1"),
    prisma.$queryRaw`SELECT 1`,
    prisma.$transaction((tx) => tx.$queryRaw`SELECT 1`),
  );
  expect(during.map(isDatabaseAway)).toEqual([true, true, true, true]);
  held.release(true);

  await start();
  expect(await failures(pool.query("SELECT 1"), prisma.$queryRaw`SELECT 1`)).toEqual([null, null]);
});

test("a statement that is wrong or slow is not taken for a database that is away", async () => {
  const pool = createPool({ url: server.url, max: 2, name: "wrong", statementTimeoutMs: 50 });
  onTestFinished(() => pool.end());
  const wrong = await failures(pool.query("SELECT 1/0"), pool.query("SELECT pg_sleep(5)"));
  expect(wrong.map((error) => (error as { code?: string }).code)).toEqual(["22012", "57014"]);
  expect(wrong.map(isDatabaseAway)).toEqual([false, false]);
});

test("a pool whose connections are all in use fails as away instead of waiting for ever", async () => {
  const pool = new Pool({ ...poolConfig({ url: server.url, max: 1, name: "full" }), connectionTimeoutMillis: 50 });
  onTestFinished(() => pool.end());
  const held = await pool.connect();
  const [error] = await failures(pool.query("SELECT 1"));
  held.release();
  expect(isDatabaseAway(error)).toBe(true);
});

test("a transaction that finds no free connection in time says later, and not wrong", async () => {
  const database = await freshDatabase();
  const prisma = new PrismaClient({ adapter: new PrismaPg(poolConfig({ url: database.url, max: 1, name: "full" })) });
  onTestFinished(async () => {
    await prisma.$disconnect();
    await database.drop();
  });
  const refused = await prisma.$transaction(async () => {
    const [reason] = await failures(prisma.$transaction(async (tx) => tx.$queryRaw`SELECT 1`, { maxWait: 50 }));
    return reason;
  });
  expect(refused).toMatchObject({ code: "P2028" });
  expect(isDatabaseAway(refused)).toBe(true);
});
