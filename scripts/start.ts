// npm start: one small supervisor over two processes of one build. `web` serves pages, API and receivers; `engine`
// delivers, and listens on loopback only. A loaded engine never slows a page, and a page that falls over never stops a
// delivery. Logs pass through as they are.

import { type ChildProcess, spawn } from "node:child_process";

import { checkEnv, env } from "@/lib/env";

import { freePort } from "./free-port";

const RESTART_MIN_MS = 500;
const RESTART_MAX_MS = 10_000;
/** Requests may take 30 s; a process that has not left by then is ended. */
const LEAVE_MS = 36_000;

type Role = "web" | "engine";

/** What the engine reads. The job SDK copies the whole environment on every call, so it gets no more than it needs. */
const ENGINE_NEEDS =
  /^(?:PATH|HOME|NODE_.*|TZ|LANG|APP_URL|DATABASE_URL|AUTH_SECRET|SECRETS_KEY|INNGEST_.*|EGRESS_ALLOW|DEMO|RETRY_SCALE|LOG_LEVEL|SMTP_URL|RESEND_API_KEY|MAIL_FROM|PORT|UV_THREADPOOL_SIZE)$/;

checkEnv();
const webPort = env.port;
const enginePort = await freePort();
const children = new Map<Role, ChildProcess>();
let leaving = false;

function environmentOf(role: Role): NodeJS.ProcessEnv {
  const given = Object.entries(process.env).filter(([name]) => role === "web" || ENGINE_NEEDS.test(name));
  return {
    ...Object.fromEntries(given),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    // Look-ups of names block a thread each; a tenant with slow name servers must not take them all.
    UV_THREADPOOL_SIZE: process.env["UV_THREADPOOL_SIZE"] ?? "32",
    ROLE: role,
    // The engine drains before it leaves; Next would end it at once.
    ...(role === "engine" ? { NEXT_MANUAL_SIG_HANDLE: "true" } : {}),
  };
}

function start(role: Role, failures = 0): void {
  const port = role === "web" ? webPort : enginePort;
  const host = role === "web" ? [] : ["-H", "127.0.0.1"];
  const startedAt = Date.now();
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(port), ...host], {
    env: environmentOf(role),
    stdio: ["ignore", "inherit", "inherit"],
  });
  children.set(role, child);
  child.on("exit", (code, signal) => {
    children.delete(role);
    if (leaving) return leaveWhenAlone();
    const again = Date.now() - startedAt > RESTART_MAX_MS ? 0 : failures + 1;
    const wait = Math.min(RESTART_MIN_MS * 2 ** again, RESTART_MAX_MS);
    console.error(JSON.stringify({ level: "error", time: new Date().toISOString(), message: "A process ended and is started again", role, code, signal, waitMs: wait }));
    setTimeout(() => start(role, again), wait);
  });
}

function leaveWhenAlone(): void {
  if (children.size === 0) process.exit(0);
}

function leave(): void {
  if (leaving) return;
  leaving = true;
  for (const child of children.values()) child.kill("SIGTERM");
  setTimeout(() => {
    for (const child of children.values()) child.kill("SIGKILL");
  }, LEAVE_MS).unref();
  leaveWhenAlone();
}

process.on("SIGTERM", leave);
process.on("SIGINT", leave);
start("web");
start("engine");
