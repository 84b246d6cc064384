// PostgreSQL without installing PostgreSQL: real server programs from npm, one cluster in a directory. However many
// processes start it, and however they were killed before, one server runs on a directory.

import { mkdir, realpath } from "node:fs/promises";

import { chooseAccount } from "./account";
import { locateBinaries } from "./binaries";
import {
  applicationUrl,
  clusterPaths,
  ensureCluster,
  ensureDatabase,
  readCredentials,
  readState,
  writeState,
} from "./cluster";
import type { ServerState } from "./cluster";
import { withLock } from "./lock";
import { awaitReady, choosePort, clearLeftovers, findPostmaster, launch, shutDown } from "./postmaster";
import type { Postmaster } from "./postmaster";
import { processStamp, sendSignal } from "./processes";

/** The data directory of this project, from its top; one for all that need a database and were given none. */
export const EMBEDDED_DATA_DIR = ".data/postgres";

export interface EmbeddedPostgresOptions {
  /** Made when missing; holds the cluster, its passwords (mode 0600), its log and the port it had. */
  dataDir: string;
  /** Default: the port of last time when free, else any free one. Ignored when a server runs already. */
  port?: number;
  log: (message: string) => void;
  /** The server outlives this process, belongs to nobody, and is ended by `stopEmbeddedPostgres`. */
  detached?: boolean;
  /** PostgreSQL settings over the built-in ones, for a server that this call starts. */
  settings?: Record<string, string>;
}

export interface EmbeddedPostgres {
  /** The application's database, as a role that owns it and may create more. */
  url: string;
  /** Whether this process started the server or adopted it from one that died, and therefore stops it. */
  owner: boolean;
  /** Ends the server when this process owns it, else does nothing. A normal exit of an owner ends it too. */
  stop(): Promise<void>;
}

const isAlive = (owner: ServerState["owner"]) => owner !== null && processStamp(owner.pid) === owner.stamp;

function attached(url: string): EmbeddedPostgres {
  return { url, owner: false, stop: () => Promise.resolve() };
}

function owned(url: string, server: Postmaster): EmbeddedPostgres {
  const atExit = () => {
    if (processStamp(server.pid) === server.stamp) sendSignal(server.pid, "SIGINT");
  };
  process.once("exit", atExit);
  return {
    url,
    owner: true,
    stop: async () => {
      process.off("exit", atExit);
      await shutDown(server);
    },
  };
}

/** The URL of a running, answering server; null when none runs. Throws when one runs and does not answer. */
async function reach(options: EmbeddedPostgresOptions): Promise<{ url: string; server: Postmaster } | null> {
  const server = await awaitReady(options.dataDir, options.log);
  if (server === null) return null;
  const credentials = await readCredentials(options.dataDir);
  try {
    await ensureDatabase(credentials, server.port);
  } catch (error) {
    if ((await findPostmaster(options.dataDir))?.pid !== server.pid) return null;
    throw new Error(
      `PostgreSQL (process ${server.pid}, port ${server.port}) holds ${options.dataDir} but cannot be used: ` +
        `${error instanceof Error ? error.message : String(error)}. Stop it, then start again.`,
      { cause: error },
    );
  }
  return { url: applicationUrl(credentials, server.port), server };
}

async function attach(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres | null> {
  const found = await reach(options);
  if (found === null) return null;
  const { url, server } = found;
  const where = `PostgreSQL (process ${server.pid}, port ${server.port}) already runs on ${options.dataDir}`;
  const { owner } = await readState(options.dataDir);
  if (owner === null || isAlive(owner)) {
    options.log(`${where}; using it.`);
    return attached(url);
  }
  options.log(`${where}, left by process ${owner.pid} which has ended; taking it over.`);
  return own(options, url, server);
}

async function own(options: EmbeddedPostgresOptions, url: string, server: Postmaster): Promise<EmbeddedPostgres> {
  const stamp = processStamp(process.pid);
  const owner = options.detached === true || stamp === null ? null : { pid: process.pid, stamp };
  await writeState(options.dataDir, { port: server.port, owner });
  return owner === null ? attached(url) : owned(url, server);
}

async function startServer(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, log } = options;
  const binaries = await locateBinaries();
  const account = await chooseAccount(clusterPaths(dataDir).cluster, [binaries.postgres]);
  await ensureCluster(dataDir, binaries.initdb, account);
  await clearLeftovers(dataDir, log);
  const { port: last } = await readState(dataDir);
  const port = await choosePort(options.port, last);
  const server = await launch(dataDir, {
    postgres: binaries.postgres,
    account,
    port,
    settings: options.settings ?? {},
    log,
  });
  const credentials = await readCredentials(dataDir);
  const running = await own(options, applicationUrl(credentials, port), server);
  await ensureDatabase(credentials, port);
  log(`Started PostgreSQL (process ${server.pid}, port ${port}) on ${dataDir}.`);
  return running;
}

/** Whether a live process looks after the server, so that attaching to it changes nothing and needs no lock. */
async function isLookedAfter(dataDir: string): Promise<boolean> {
  const server = await findPostmaster(dataDir).catch(() => null);
  return server?.status === "ready" && isAlive((await readState(dataDir)).owner);
}

/**
 * Starts PostgreSQL on a data directory, or attaches to the server that runs there and says so. Call it again when the
 * server has died. Throws when a server holds the directory and does not answer, and when none can be started.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  await mkdir(options.dataDir, { recursive: true });
  const resolved = { ...options, dataDir: await realpath(options.dataDir) };
  const { dataDir, log } = resolved;
  if (await isLookedAfter(dataDir)) {
    const running = await attach(resolved);
    if (running) return running;
  }
  return withLock(
    clusterPaths(dataDir).lock,
    async () => (await attach(resolved)) ?? (await startServer(resolved)),
    (pid) => log(`Process ${pid} is starting PostgreSQL on ${dataDir}; waiting for it.`),
  );
}

/** Ends the server of a data directory, whoever started it. Resolves to whether one was running. */
export async function stopEmbeddedPostgres(dataDir: string): Promise<boolean> {
  const server = await findPostmaster(dataDir).catch(() => null);
  if (server === null) return false;
  await shutDown(server);
  return true;
}
