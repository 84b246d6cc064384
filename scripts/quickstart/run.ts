// The quickstart itself; scripts/quickstart.mjs has installed the dependencies. Every step makes what is missing and
// keeps what is there, so a run after a crash, a kill or an update picks up where the last one was.

import { createHash, randomBytes } from "node:crypto";
import { parseArgs } from "node:util";

import { EMBEDDED_DATA_DIR, startEmbeddedPostgres } from "../../lib/db/embedded/server";
import { migrateDatabase } from "../../lib/db/migrate";
import type { DemoPeople } from "../../prisma/seed";
import { localSecrets } from "../local-secrets";
import { freeLoopbackPort, isPortFree } from "../start/free-port";
import { serverVariables } from "../start/server-variables";
import { Api } from "./api";
import { ensureBuild, ensureClient } from "./build";
import { type Destinations, ensureDestinations } from "./destinations";
import { answers, runs, startDetached, stopProcess, waitUntil } from "./processes";
import { DEMO_FILE, type QuickstartState, readJson, RECEIVER_SECRETS_FILE, STATE_FILE, writeJson } from "./state";
import { playStory } from "./story";

interface Demo extends DemoPeople {
  url: string;
  receiverUrl: string;
  endpoints: Destinations;
}

const log = (message: string): void => console.log(message);
const { values } = parseArgs({ allowNegative: true, options: { demo: { type: "boolean", default: true } } });

async function database(): Promise<string> {
  const given = process.env["DATABASE_URL"];
  if (given) return given;
  return (await startEmbeddedPostgres({ dataDir: EMBEDDED_DATA_DIR, log, detached: true })).url;
}

async function startReceiver(state: Partial<QuickstartState>): Promise<string> {
  if (runs(state.receiver) && state.receiverPort !== undefined) return `http://127.0.0.1:${state.receiverPort}`;
  const port = await freeLoopbackPort(state.receiverPort);
  const env = {
    ...serverVariables({ PATH: process.env["PATH"], HOME: process.env["HOME"] }),
    RECEIVER_PORT: String(port),
    RECEIVER_SECRETS: RECEIVER_SECRETS_FILE,
  };
  state.receiver = startDetached(["scripts/receiver.ts"], env, ".data/receiver.log", "");
  state.receiverPort = port;
  await writeJson(STATE_FILE, state);
  return `http://127.0.0.1:${port}`;
}

/** Leaves an app alone that runs this build with these settings and answers; starts one otherwise. */
async function startApp(state: Partial<QuickstartState>, build: string, env: Record<string, string>): Promise<void> {
  const settings = createHash("sha256")
    .update(JSON.stringify([build, env]))
    .digest("hex");
  const ready = () => answers(`http://127.0.0.1:${env["PORT"]}/api/health/ready`);
  if (runs(state.app) && state.app.settings === settings && (await ready())) return log("The app runs already.");
  await stopProcess(state.app);
  if (!(await isPortFree(Number(env["PORT"]), "127.0.0.1"))) {
    throw new Error(`Port ${env["PORT"]} is taken. Run again with another: PORT=3100 npm run quickstart`);
  }
  log("Starting the app …");
  const app = startDetached(["scripts/start.ts", "--host", "127.0.0.1"], env, ".data/app.log", settings);
  state.app = app;
  await writeJson(STATE_FILE, state);
  await waitUntil("The app did not start; see .data/app.log.", 60_000, ready, () => runs(app));
}

function settingsOf(port: string, databaseUrl: string, receiverUrl: string, secrets: object): Record<string, string> {
  const allowed = [process.env["EGRESS_ALLOW"], new URL(receiverUrl).host].filter(Boolean).join(",");
  return {
    ...secrets,
    ...serverVariables(process.env),
    APP_URL: `http://localhost:${port}`,
    PORT: port,
    DATABASE_URL: databaseUrl,
    EGRESS_ALLOW: allowed,
    DEMO: "1",
  };
}

async function seed(env: Record<string, string>): Promise<DemoPeople> {
  Object.assign(process.env, env);
  // Read only now: they look at the environment and at the generated client, which did not exist before.
  const [{ seedDemo }, { closeClients }] = await Promise.all([
    import("../../prisma/seed"),
    import("../../lib/db/client"),
  ]);
  try {
    return await seedDemo(await readJson<Demo>(DEMO_FILE), () => randomBytes(9).toString("base64url"));
  } finally {
    await closeClients();
  }
}

function printSummary({ url, receiverUrl, email, password, workspaceSlug }: Demo): void {
  log(`
  Open         ${url}/${workspaceSlug}
  Sign in      ${email}  ·  ${password}
  Receiver     ${receiverUrl}  ·  what it got: .data/receiver.log
  Everything   .data/demo.json (API keys of each role, ids), log of the app: .data/app.log
  Stop         npm run quickstart -- --stop
`);
}

async function main(): Promise<void> {
  const port = process.env["PORT"] || "3000";
  const secrets = await localSecrets();
  const state = await readJson<QuickstartState>(STATE_FILE);
  ensureClient();
  const databaseUrl = await database();
  await migrateDatabase({ url: databaseUrl, log });
  const build = ensureBuild(log);
  const receiverUrl = await startReceiver(state);
  const env = settingsOf(port, databaseUrl, receiverUrl, secrets);
  const url = `http://localhost:${port}`;
  if (!values.demo) {
    await startApp(state, build, env);
    return log(`\n  Open   ${url}\n  Stop   npm run quickstart -- --stop\n`);
  }
  const people = await seed(env);
  await startApp(state, build, env);
  const api = new Api(`http://127.0.0.1:${port}`, people.apiKeys.owner);
  const endpoints = await ensureDestinations(api, receiverUrl);
  const demo: Demo = { url, receiverUrl, ...people, endpoints };
  await writeJson(DEMO_FILE, demo);
  log("What just happened:");
  await playStory(`http://127.0.0.1:${port}`, receiverUrl, api, endpoints, log);
  printSummary(demo);
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
