import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

import { EMBEDDED_DATA_DIR, startEmbeddedPostgres, stopEmbeddedPostgres } from "@/lib/db/embedded/server";
import { migrateDatabase } from "@/lib/db/migrate";

import { apiOf, until } from "./api";
import { logFile, startInBackground, stopInBackground } from "./background";
import { buildIfStale } from "./build";
import { demonstrate, ensureDestinations, RECEIVER_SECRETS, type Shown } from "./demo";
import { quickstartEnvironment, demoPassword } from "./environment";

const DEMO_FILE = ".data/demo.json";
const say = (text: string): void => console.log(text);

const { values } = parseArgs({ options: { stop: { type: "boolean" }, "no-demo": { type: "boolean" } } });
await (values.stop ? stop() : start(values["no-demo"] !== true));
process.exit(0);

async function stop(): Promise<void> {
  const stopped = [
    await stopInBackground("app"),
    await stopInBackground("receiver", 2_000),
    await stopInBackground("providers", 2_000),
    await stopEmbeddedPostgres(EMBEDDED_DATA_DIR),
  ];
  say(
    stopped.some(Boolean)
      ? "Stopped. The data stays in .data/; `npm run quickstart` goes on with it."
      : "Nothing was running.",
  );
}

async function start(withDemo: boolean): Promise<void> {
  const port = Number(process.env["PORT"] ?? 3000);
  const ports = { receiver: port + 1, standIns: port + 2 };
  say("2/6  Database");
  const databaseUrl = await openDatabase();
  const environment = await quickstartEnvironment(databaseUrl, withDemo ? ports : null);
  Object.assign(process.env, environment);
  await migrateDatabase({ url: databaseUrl, log: () => undefined });
  say("3/6  Build");
  const rebuilt = buildIfStale(environment);
  say("4/6  App and example receiver");
  if (rebuilt) await stopInBackground("app");
  startInBackground("app", ["--import", "tsx", "scripts/start.ts"], environment);
  const url = `http://localhost:${port}`;
  await until("The app's start", 60_000, async () => ((await fetch(`${url}/api/health/ready`)).ok ? true : null)).catch(
    (error: unknown) => {
      throw new Error(`${String(error)} Its log: ${logFile("app")}`);
    },
  );
  if (!withDemo) return sayHowToEnter(url);
  startInBackground("receiver", ["--import", "tsx", "scripts/receiver.ts"], {
    RECEIVER_PORT: String(ports.receiver),
    RECEIVER_SECRETS,
  });
  startInBackground("providers", ["--import", "tsx", "scripts/sandbox/main.ts"], {
    SANDBOX_PORT: String(ports.standIns),
    APP_URL: environment["APP_URL"] ?? url,
  });
  await showDemo(url, `http://127.0.0.1:${ports.receiver}`, `http://127.0.0.1:${ports.standIns}`);
}

async function sayHowToEnter(url: string): Promise<void> {
  const { firstRunWords } = await import("@/lib/services/first-run/announce");
  say(
    `\n${(await firstRunWords()) ?? `Linquid runs. Sign in at ${url}/sign-in`}\nStop it with: npm run quickstart -- --stop\n`,
  );
}

async function openDatabase(): Promise<string> {
  const given = process.env["DATABASE_URL"];
  if (given) return given;
  const server = await startEmbeddedPostgres({ dataDir: EMBEDDED_DATA_DIR, detached: true, log: () => undefined });
  return server.url;
}

async function showDemo(url: string, receiverUrl: string, providersUrl: string): Promise<void> {
  say("5/6  Demo workspace, people, keys");
  const { seedDemo } = await import("@/prisma/seed");
  const password = demoPassword();
  // Written by an earlier run, in the shape written below.
  const known = existsSync(DEMO_FILE)
    ? (JSON.parse(readFileSync(DEMO_FILE, "utf8")) as { apiKeys: Record<string, string>; other: { apiKey: string } })
    : null;
  const seeded = await seedDemo(password, known ? { apiKeys: known.apiKeys, otherKey: known.other.apiKey } : {});
  await until("The receiver's start", 20_000, async () => ((await fetch(receiverUrl)).ok ? true : null));
  await until("The stand-ins' start", 20_000, async () => ((await fetch(providersUrl)).ok ? true : null));
  say("6/6  Real events: a click, a lead, a sale");
  const api = apiOf(url, seeded.demo.apiKeys.owner);
  const endpoints = await ensureDestinations(api, receiverUrl);
  const demo = {
    url,
    receiverUrl,
    providersUrl,
    email: seeded.email,
    password,
    workspaceId: seeded.demo.workspaceId,
    workspaceSlug: seeded.demo.workspaceSlug,
    apiKeys: seeded.demo.apiKeys,
    endpoints,
    other: {
      workspaceId: seeded.other.workspaceId,
      workspaceSlug: seeded.other.workspaceSlug,
      plan: "starter",
      apiKey: seeded.other.apiKey,
    },
  };
  writeFileSync(DEMO_FILE, JSON.stringify(demo, null, 2), { mode: 0o600 });
  const shown = await demonstrate(api, url, Object.values(endpoints));
  report(demo, shown, endpoints);
}

function report(
  demo: { url: string; providersUrl: string; email: string; password: string },
  shown: Shown,
  endpoints: Record<string, string>,
): void {
  const nameOf = (id: string): string => Object.entries(endpoints).find(([, each]) => each === id)?.[0] ?? id;
  const lines = shown.deliveries.map(
    (row) =>
      `     ${row.eventType.padEnd(14)} → ${nameOf(row.endpointId).padEnd(8)} ${row.state}, answered ${row.statusCode} at attempt ${row.attemptCount}`,
  );
  say(`
What just happened
     Somebody followed ${demo.url}/r/launch (click ${shown.click}), became a lead and bought for 49 EUR.
${lines.join("\n")}
     Every request was signed, and the receiver verified it with the standardwebhooks package:
${tail(logFile("receiver"), shown.deliveries.length + 2)}

Look at it
     ${demo.url}/sign-in      ${demo.email}      ${demo.password}
     Stand-ins for providers: ${demo.providersUrl} (connect without any account, send their events, let them fail)
     Keys and ids for scripts: ${DEMO_FILE} · Logs: ${logFile("app")}, ${logFile("receiver")}
     Stop it with: npm run quickstart -- --stop
`);
}

function tail(file: string, lines: number): string {
  return readFileSync(file, "utf8")
    .trimEnd()
    .split("\n")
    .slice(-lines)
    .map((line) => `     ${line}`)
    .join("\n");
}
