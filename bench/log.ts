// The scenario `log`: every list, filter and figure over a log of ten million attempts, read through the services in this
// process. Needs no build. The database is kept for the next run; `--rows` makes a smaller one.

import { Pool } from "pg";

import { startEmbeddedPostgres } from "../lib/db/embedded/server";
import { migrateDatabase } from "../lib/db/migrate";
import { fillLog, MAIN_WORKSPACE } from "./log-data";
import { type Question, questionsOf } from "./log-questions";
import { median, percentile } from "./measure";
import { fillOthers } from "./other-data";
import type { Figures } from "./scenarios";

const DATA_DIR = ".data/bench-log";
/** Older data has rows in other places of the ranges that end now. */
const KEPT_HOURS = 72;
/** A server that has run for a minute is what is measured: connections open, its code compiled. */
const WARM_UPS = 20;
/** Asked so often, each time at a place of its own. */
const TIMES = 20;

/** p95 in milliseconds of the slowest question, and of each. */
export async function measureLog(rows: number): Promise<Figures> {
  const quiet = (): void => undefined;
  const server = await startEmbeddedPostgres({ dataDir: DATA_DIR, log: quiet });
  const url = await databaseWith(server.url, rows);
  process.env["DATABASE_URL"] = url;
  const sql = new Pool({ connectionString: url, max: 1 });
  const figures: Figures = {};
  const { closeClients } = await import("../lib/db/client");
  try {
    for (const { name, ask } of await questionsOf(sql)) {
      const times = await timed(ask);
      const p95 = percentile(times, 0.95);
      figures[name] = p95;
      console.log(
        name.padEnd(52),
        `p50 ${median(times).toFixed(1)}`.padStart(10),
        `p95 ${p95.toFixed(1)} ms`.padStart(14),
      );
    }
  } finally {
    await closeClients();
    await sql.end();
    await server.stop();
  }
  return { slowestP95Ms: Math.max(...Object.values(figures)), ...figures };
}

async function timed(ask: Question["ask"]): Promise<number[]> {
  for (let time = 0; time < WARM_UPS; time++) await ask(time);
  const times: number[] = [];
  for (let time = 0; time < TIMES; time++) {
    const startedAt = performance.now();
    await ask(time);
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function databaseWith(serverUrl: string, rows: number): Promise<string> {
  const name = `log_${rows}`;
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const admin = new Pool({ connectionString: serverUrl, max: 1 });
  const log = (text: string): void => console.log(text);
  if (!(await isFilled(admin, name, url.href))) {
    console.log(`Filling a log of ${rows.toLocaleString("en")} attempts. Ten million take half an hour.`);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name}`);
    await migrateDatabase({ url: url.href, log });
    const sql = new Pool({ connectionString: url.href, max: 1 });
    await fillLog(sql, rows);
    await fillOthers(sql, rows);
    await sql.end();
  }
  await migrateDatabase({ url: url.href, log });
  await admin.end();
  return url.href;
}

async function isFilled(admin: Pool, name: string, url: string): Promise<boolean> {
  const { rowCount } = await admin.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  if (rowCount === 0) return false;
  const sql = new Pool({ connectionString: url, max: 1 });
  const { rows } = await sql
    .query<{ fresh: boolean }>(
      `SELECT created_at > now() - interval '${KEPT_HOURS} hours' AND EXISTS (SELECT 1 FROM notices) AS fresh FROM workspaces WHERE id = $1`,
      [MAIN_WORKSPACE],
    )
    .catch(() => ({ rows: [] }));
  await sql.end();
  return rows[0]?.fresh ?? false;
}
