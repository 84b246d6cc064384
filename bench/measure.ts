import { existsSync, readdirSync, readFileSync } from "node:fs";

// What Linux reports in /proc; it has been 100 on every platform that Node runs on.
const TICKS_PER_SECOND = 100;

const fieldsOf = (pid: number | string): string[] =>
  readFileSync(`/proc/${pid}/stat`, "latin1")
    .replace(/^.*\) /s, "")
    .split(" ");

function cpuOf(pid: number | string, withEndedChildren: boolean): number {
  try {
    const fields = fieldsOf(pid).slice(11, withEndedChildren ? 15 : 13);
    return (fields.reduce((sum, ticks) => sum + Number(ticks), 0) / TICKS_PER_SECOND) * 1e6;
  } catch {
    return 0;
  }
}

/** CPU time of processes so far, in microseconds. */
export const cpuMicros = (pids: readonly number[]): number => pids.reduce((sum, pid) => sum + cpuOf(pid, false), 0);

/** The same of a PostgreSQL server with all its processes, those that ended included. */
export function postgresCpuMicros(postmaster: number): number {
  const children = readdirSync("/proc").filter((name) => {
    try {
      return /^\d+$/.test(name) && Number(fieldsOf(name)[1]) === postmaster;
    } catch {
      return false;
    }
  });
  return cpuOf(postmaster, true) + children.reduce((sum, pid) => sum + cpuOf(pid, false), 0);
}

/** The most memory each process ever held, summed, in bytes. */
export function peakMemory(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    if (!existsSync(`/proc/${pid}/status`)) return sum;
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1] ?? "0";
    return sum + Number(kilobytes) * 1024;
  }, 0);
}

/** The value below which a share of the values lies. @throws Error for an empty list */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  if (value === undefined) throw new Error("There is nothing to take a percentile of.");
  return value;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
