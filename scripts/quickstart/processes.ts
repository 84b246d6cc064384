import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

import { processStamp } from "../../lib/db/embedded/processes";
import type { RunningProcess } from "./state";

const STOP_LIMIT_MS = 40_000;

export const runs = (known: RunningProcess | undefined): known is RunningProcess =>
  known !== undefined && processStamp(known.pid) === known.stamp;

/** Starts a script that outlives this process; what it prints goes to a file. */
export function startDetached(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  logFile: string,
  settings: string,
): RunningProcess {
  const output = openSync(logFile, "a", 0o600);
  const child = spawn(process.execPath, ["--import", "tsx", ...args], {
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", output, output],
    detached: true,
  });
  child.unref();
  const stamp = child.pid === undefined ? null : processStamp(child.pid);
  if (child.pid === undefined || stamp === null) throw new Error(`${args.join(" ")} did not start; see ${logFile}.`);
  return { pid: child.pid, stamp, settings };
}

/** Asks a process to leave and waits for it. Does nothing when it is gone, or when its number is another's now. */
export async function stopProcess(known: RunningProcess | undefined): Promise<boolean> {
  if (!runs(known)) return false;
  process.kill(known.pid, "SIGTERM");
  const limit = Date.now() + STOP_LIMIT_MS;
  while (runs(known) && Date.now() < limit) await sleep(50);
  if (runs(known)) process.kill(known.pid, "SIGKILL");
  return true;
}

/** Asks until it is true. @throws Error with `what` when the time is over, or at once when `alive` says there is no point */
export async function waitUntil(
  what: string,
  limitMs: number,
  check: () => Promise<boolean>,
  alive: () => boolean = () => true,
): Promise<void> {
  const limit = Date.now() + limitMs;
  while (!(await check())) {
    if (!alive() || Date.now() > limit) throw new Error(what);
    await sleep(100);
  }
}

/** Whether an address answers with success. */
export async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5_000) })).ok;
  } catch {
    return false;
  }
}
