import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { Pool } from "pg";

import { startEmbeddedPostgres } from "../lib/db/embedded/server";
import { migrateDatabase } from "../lib/db/migrate";
import { freeLoopbackPort } from "../scripts/start/free-port";
import { programsOf } from "../scripts/start/programs";
import { Supervisor } from "../scripts/start/supervisor";

const DATA_DIR = ".data/bench-postgres";
const START_LIMIT_MS = 60_000;

/** The product as `npm start` runs it, on a database of its own. */
export interface App {
  url: string;
  sql: Pool;
  postmaster: number;
  environment: Readonly<Record<string, string>>;
  /** Of web and engine. The supervisor is the bench itself here and is not counted. */
  pids(): number[];
  /** Kills the engine without warning; the supervisor starts it again a second later. */
  killEngine(): void;
  stop(): Promise<void>;
}

/** @param variables of the providers' stand-ins, and where these listen */
export async function startApp(
  receiverPorts: readonly number[],
  standIns: { port: number; variables: Readonly<Record<string, string>> },
): Promise<App> {
  const quiet = (): void => undefined;
  const server = await startEmbeddedPostgres({ dataDir: DATA_DIR, log: quiet });
  const databaseUrl = await freshDatabase(server.url);
  await migrateDatabase({ url: databaseUrl, log: quiet });
  const port = await freeLoopbackPort();
  const environment = {
    PATH: process.env["PATH"] ?? "",
    HOME: process.env["HOME"] ?? "",
    APP_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: randomBytes(32).toString("base64"),
    SECRETS_KEY: `bench:${randomBytes(32).toString("base64")}`,
    EGRESS_ALLOW: [...receiverPorts, standIns.port].map((each) => `127.0.0.1:${each}`).join(","),
    ...standIns.variables,
    // Lifts the hourly budget of reads, which is not what is measured.
    DEMO: "1",
    LOG_LEVEL: "error",
  };
  const supervisor = new Supervisor({ log: quiet });
  const enginePort = await freeLoopbackPort();
  const layout = { environment, role: undefined, remote: false, port, enginePort, host: "127.0.0.1" };
  for (const program of programsOf(layout)) supervisor.start(program);
  await Promise.all([port, enginePort].map(ready));
  const sql = new Pool({ connectionString: databaseUrl, max: 2 });
  return {
    url: environment.APP_URL,
    sql,
    postmaster: Number(readFileSync(`${DATA_DIR}/cluster/postmaster.pid`, "latin1").split("\n")[0]),
    environment,
    pids: () => ["web", "engine"].flatMap((name) => supervisor.pidOf(name) ?? []),
    killEngine: () => process.kill(supervisor.pidOf("engine") ?? 0, "SIGKILL"),
    stop: async () => {
      await supervisor.stop();
      await sql.end();
      await server.stop();
    },
  };
}

async function freshDatabase(serverUrl: string): Promise<string> {
  const admin = new Pool({ connectionString: serverUrl, max: 1 });
  await admin.query("DROP DATABASE IF EXISTS bench WITH (FORCE)");
  await admin.query("CREATE DATABASE bench");
  await admin.end();
  const url = new URL(serverUrl);
  url.pathname = "/bench";
  return url.href;
}

async function ready(port: number): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`).catch(() => null);
    if (answer?.ok) return;
    if (Date.now() > limit) throw new Error("The app did not start. Is there a build? Run: npm run build");
    await sleep(100);
  }
}
