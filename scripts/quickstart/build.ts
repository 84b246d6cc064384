import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { serverVariables } from "../start/server-variables";

const SOURCES = ["app", "components", "inngest", "lib", "public", "prisma/schema.prisma"];
const SOURCE_FILES = ["instrumentation.ts", "next.config.ts", "package-lock.json", "postcss.config.mjs", "proxy.ts"];
const BUILD = ".next/BUILD_ID";
const GENERATED = "lib/db/generated";

const changedAt = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0);

function newestBelow(path: string): number {
  if (!existsSync(path) || path === GENERATED) return 0;
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(0, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}

function run(args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [...args], {
    stdio: ["ignore", "inherit", "inherit"],
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", ...machineVariables() },
  });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}.`);
}

/** A build depends on the sources alone: what the server is told later must not get into it. */
function machineVariables(): Record<string, string> {
  const { PATH = "", HOME = "" } = serverVariables(process.env);
  return { PATH, HOME };
}

/** Generates the database client when it is missing or older than the schema. */
export function ensureClient(): void {
  if (changedAt(join(GENERATED, "client.ts")) < changedAt("prisma/schema.prisma")) run(["scripts/db-generate.mjs"]);
}

/** Builds when there is no build or the sources are newer. Returns what tells this build from another. */
export function ensureBuild(log: (message: string) => void): string {
  const newest = Math.max(...SOURCES.map(newestBelow), ...SOURCE_FILES.map(changedAt));
  if (changedAt(BUILD) < newest) {
    log("Building the app, which takes a minute or two …");
    run([createRequire(import.meta.url).resolve("next/dist/bin/next"), "build"]);
  }
  return String(changedAt(BUILD));
}
