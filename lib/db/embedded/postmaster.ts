import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { readFile, realpath, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";

import type { Account } from "./account";
import { clusterPaths, SERVER_ENVIRONMENT } from "./cluster";
import { becomesTrue, endOrphans, isServerProcess, processStamp, sendSignal } from "./processes";

const RECOVERY_LIMIT_MS = 120_000;
const LOG_BYTES_MAX = 16 * 1024 * 1024;

const SETTINGS = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  shared_buffers: "256MB",
  max_wal_size: "4GB",
  fsync: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  log_checkpoints: "off",
};

/** A running server as its `postmaster.pid` describes it. */
export interface Postmaster {
  pid: number;
  stamp: string;
  port: number;
  status: string;
}

/** The server that runs on the data directory, in whatever state; null when none does, whatever a stale file says. */
export async function findPostmaster(dataDir: string): Promise<Postmaster | null> {
  const { cluster } = clusterPaths(dataDir);
  const lines = (await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isServerProcess(pid, await realpath(cluster))) return null;
  const stamp = processStamp(pid);
  return stamp === null ? null : { pid, stamp, port: Number(lines[3]), status: (lines[7] ?? "").trim() };
}

/** Follows the server until it accepts connections; null when it ended or is ending. */
export async function awaitReady(dataDir: string, log: (message: string) => void): Promise<Postmaster | null> {
  let found = await findPostmaster(dataDir);
  if (found === null || found.status === "ready") return found;
  const settled = async () => {
    found = await findPostmaster(dataDir);
    return found === null || found.status === "ready";
  };
  if (!(await becomesTrue(settled, 1_000))) log(`PostgreSQL on ${dataDir} is ${found.status}; waiting for it.`);
  if (!(await becomesTrue(settled, RECOVERY_LIMIT_MS))) {
    throw new Error(
      `PostgreSQL (process ${found.pid}) has been ${found.status} for too long; see its log in ${dataDir}.`,
    );
  }
  return found;
}

/** Whether a server could listen on that port of the loopback address. */
async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(null));
    probe.listen({ host: "127.0.0.1", port, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

/** The port of last time when it is free, so that a client's URL outlives a restart; else any free one. */
export async function choosePort(wanted: number | undefined, last: number | null): Promise<number> {
  if (wanted !== undefined) {
    if (await isFree(wanted)) return wanted;
    throw new Error(`Port ${wanted} of 127.0.0.1, asked for for PostgreSQL, is taken by another program.`);
  }
  if (last !== null && (await isFree(last))) return last;
  const any = await listenOnce(0);
  if (any === null) throw new Error("No free port on 127.0.0.1.");
  return any;
}

/**
 * Removes what a killed server left: its children, and a `postmaster.pid` whose number another process has by now,
 * which PostgreSQL would take for a running server. Only where no server runs.
 */
export async function clearLeftovers(dataDir: string, log: (message: string) => void): Promise<void> {
  const { cluster } = clusterPaths(dataDir);
  const pidFile = join(cluster, "postmaster.pid");
  if ((await stat(pidFile).catch(() => null)) === null) return;
  log(`The last PostgreSQL server on ${dataDir} was killed; taking over.`);
  await endOrphans(await realpath(cluster), log);
  await rm(pidFile, { force: true });
}

async function openLog(path: string): Promise<{ fd: number; start: number }> {
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size > LOG_BYTES_MAX) await rename(path, `${path}.1`);
  return { fd: openSync(path, "a", 0o600), start: size > LOG_BYTES_MAX ? 0 : size };
}

/**
 * Starts the server and waits until it accepts connections, through crash recovery if need be. Throws with the end of
 * its log when it gives up. It survives this process: whoever starts it stops it.
 */
export async function launch(
  dataDir: string,
  options: {
    postgres: string;
    account: Account;
    port: number;
    settings: Record<string, string>;
    log: (message: string) => void;
  },
): Promise<Postmaster> {
  const paths = clusterPaths(dataDir);
  const settings = Object.entries({ ...SETTINGS, ...options.settings, port: String(options.port) });
  const { file, args, ...ids } = options.account.command(options.postgres, [
    "-D",
    await realpath(paths.cluster),
    ...settings.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ]);
  const { fd, start } = await openLog(paths.log);
  // A session of its own: Ctrl-C at the terminal is for the application, which drains before its database goes away.
  const child: ChildProcess = spawn(file, args, {
    ...ids,
    cwd: "/",
    env: SERVER_ENVIRONMENT,
    detached: true,
    stdio: ["ignore", fd, fd],
  });
  closeSync(fd);
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  child.unref();

  await becomesTrue(async () => ended || (await findPostmaster(dataDir))?.pid === child.pid, 10_000);
  const running = ended ? null : await awaitReady(dataDir, options.log);
  if (running && running.pid === child.pid) return running;
  if (!ended && child.pid !== undefined) sendSignal(child.pid, "SIGQUIT");
  const output = (await readFile(paths.log)).subarray(start).toString("utf8").trim();
  throw new Error(`PostgreSQL did not start on ${dataDir}:\n${output.slice(-2_000)}`);
}

/** Stops that server and no other that has taken its number or its place; resolves once it has ended. */
export async function shutDown({ pid, stamp }: { pid: number; stamp: string }): Promise<void> {
  const ended = () => processStamp(pid) !== stamp;
  // In turn: end the sessions; give up at once, which costs a recovery; and what nothing can refuse.
  for (const [signal, limitMs] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (ended()) return;
    sendSignal(pid, signal);
    if (await becomesTrue(ended, limitMs)) return;
  }
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped.`);
}
