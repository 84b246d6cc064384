import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

const BUILT = ".next/BUILD_ID";
const SOURCES = [
  "app",
  "components",
  "lib",
  "inngest",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "package-lock.json",
  "tsconfig.json",
];

/** Builds the app when there is no build or a source is newer. Answers whether it did. */
export function buildIfStale(environment: Readonly<Record<string, string>>): boolean {
  if (existsSync(BUILT) && newest(SOURCES) <= statSync(BUILT).mtimeMs) return false;
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...environment, NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status !== 0) throw new Error("The build failed; `npm run build` says why.");
  return true;
}

function newest(paths: readonly string[]): number {
  return Math.max(0, ...paths.filter((path) => existsSync(path)).map(newestIn));
}

function newestIn(path: string): number {
  const found = statSync(path);
  return found.isDirectory() ? newest(readdirSync(path).map((name) => join(path, name))) : found.mtimeMs;
}
