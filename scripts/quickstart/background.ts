import { spawn } from "node:child_process";
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { processStamp } from "@/lib/db/embedded/processes";

const pidFile = (name: string): string => `.data/${name}.pid`;

/** Where a background process writes what it has to say. */
export const logFile = (name: string): string => `.data/${name}.log`;

/** Starts a process that outlives this one and remembers it under a name. One that runs under it already is left alone. */
export function startInBackground(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): boolean {
  if (findRunning(name) !== null) return false;
  const log = openSync(logFile(name), "a", 0o600);
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ["ignore", log, log],
    env: { ...process.env, ...environment },
  });
  child.unref();
  writeFileSync(pidFile(name), `${child.pid} ${processStamp(child.pid ?? 0)}`);
  return true;
}

/** Asks it to leave and waits until it has; after `graceMs` it is ended. */
export async function stopInBackground(name: string, graceMs = 40_000): Promise<boolean> {
  const pid = findRunning(name);
  if (pid === null) return false;
  process.kill(pid, "SIGTERM");
  for (const until = Date.now() + graceMs; findRunning(name) !== null; await pause(100)) {
    if (Date.now() > until) process.kill(pid, "SIGKILL");
  }
  rmSync(pidFile(name), { force: true });
  return true;
}

/** The process under this name, unless it ended: then its number may be somebody else's by now. */
function findRunning(name: string): number | null {
  if (!existsSync(pidFile(name))) return null;
  const [pid, stamp] = readFileSync(pidFile(name), "utf8").split(" ");
  return processStamp(Number(pid)) === stamp ? Number(pid) : null;
}
