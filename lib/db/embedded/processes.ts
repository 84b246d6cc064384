import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const hasProc = process.platform === "linux";

/**
 * Tells one life of a process id from another: numbers are used again, quickly so inside of containers. Null when no
 * such process runs; a zombie does not run. Synchronous, because it is also asked while the process exits.
 */
export function processStamp(pid: number): string | null {
  try {
    if (hasProc) {
      // The name in parentheses may hold anything, so fields are counted from the last one: state, …, start time.
      const fields = readFileSync(`/proc/${pid}/stat`, "latin1")
        .replace(/^.*\) /s, "")
        .split(" ");
      return fields[0] === "Z" || fields[0] === "X" ? null : (fields[19] ?? null);
    }
    const state = execFileSync("ps", ["-o", "state=,lstart=", "-p", String(pid)], { encoding: "latin1" }).trim();
    return state === "" || state.startsWith("Z") ? null : state.replace(/^\S+\s+/, "");
  } catch {
    return null;
  }
}

/** Whether a process is a PostgreSQL server, or one of its children, on that data directory (an absolute real path). */
function servesDirectory(pid: number, directory: string): boolean {
  try {
    // A server changes into its data directory and stays there, as do all of its children.
    if (hasProc) return readlinkSync(`/proc/${pid}/cwd`) === directory;
    const command = execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres") && command.includes(directory);
  } catch {
    return false;
  }
}

/** Whether `pid` runs and is a server on that data directory, not another process that was given its number. */
export function isServerProcess(pid: number, directory: string): boolean {
  return processStamp(pid) !== null && servesDirectory(pid, directory);
}

/** Processes still at work on a data directory; only Linux can tell, elsewhere none are found. */
function processesOn(directory: string): number[] {
  if (!hasProc) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isServerProcess(pid, directory) && isPostgres(pid));
}

function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("postgres");
  } catch {
    return false;
  }
}

export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone already is what the sender wants.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** Resolves to whether `condition` came true within `limitMs`. */
export async function becomesTrue(condition: () => boolean | Promise<boolean>, limitMs: number): Promise<boolean> {
  const end = performance.now() + limitMs;
  for (;;) {
    if (await condition()) return true;
    if (performance.now() >= end) return false;
    await sleep(20);
  }
}

/**
 * Ends the children that a killed server left behind. They notice its death by themselves, except one that is busy or
 * stopped; while one of them lives, PostgreSQL rightly refuses to start a second server on the directory.
 */
export async function endOrphans(directory: string, log: (message: string) => void): Promise<void> {
  if (await becomesTrue(() => processesOn(directory).length === 0, 1_000)) return;
  for (const signal of ["SIGQUIT", "SIGKILL"] as const) {
    const left = processesOn(directory);
    log(`Ending ${left.length} PostgreSQL processes that a killed server left on ${directory}.`);
    for (const pid of left) sendSignal(pid, signal);
    if (await becomesTrue(() => processesOn(directory).length === 0, 1_000)) return;
  }
}
