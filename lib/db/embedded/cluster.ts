import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { Client } from "pg";

import type { Account } from "./account";

const run = promisify(execFile);

/** Role and database of the application; the role owns its database and is no superuser. */
const APPLICATION = "linquid";
const SUPERUSER = "postgres";

/** Nothing of the caller's environment reaches the server: `PGDATA`, `LANG` and the like would change what it does. */
export const SERVER_ENVIRONMENT = {
  LC_ALL: "C",
  TZ: "UTC",
  PATH: "/usr/sbin:/usr/bin:/sbin:/bin",
  // Next's types ask it of every environment; PostgreSQL does not look at it.
  NODE_ENV: "production",
} as const;

/** What lies where in a data directory. */
export function clusterPaths(dataDir: string) {
  return {
    cluster: join(dataDir, "cluster"),
    credentials: join(dataDir, "credentials.json"),
    state: join(dataDir, "server.json"),
    lock: join(dataDir, "start.lock"),
    log: join(dataDir, "postgres.log"),
  };
}

export interface Credentials {
  password: string;
  superuserPassword: string;
}

async function writeWhole(path: string, value: unknown): Promise<void> {
  const draft = `${path}.${process.pid}`;
  await writeFile(draft, JSON.stringify(value), { mode: 0o600, flush: true });
  await rename(draft, path);
}

async function readIfThere<T>(path: string): Promise<T | null> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as T;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Who looks after the server (null: nobody, it runs until it is stopped) and the port it had last. */
export interface ServerState {
  port: number | null;
  owner: { pid: number; stamp: string } | null;
}

export async function readState(dataDir: string): Promise<ServerState> {
  return (await readIfThere<ServerState>(clusterPaths(dataDir).state)) ?? { port: null, owner: null };
}

export async function writeState(dataDir: string, state: ServerState): Promise<void> {
  await writeWhole(clusterPaths(dataDir).state, state);
}

/** Throws when the data directory holds no credentials. */
export async function readCredentials(dataDir: string): Promise<Credentials> {
  const path = clusterPaths(dataDir).credentials;
  const credentials = await readIfThere<Credentials>(path);
  if (credentials) return credentials;
  throw new Error(`${path} is missing, and without it nobody can open the database there. Put it back from a copy.`);
}

/**
 * Makes the data directory's cluster when it has none. A killed run leaves only a draft, which the next run removes:
 * the cluster appears under its name complete or not at all.
 */
export async function ensureCluster(dataDir: string, initdb: string, account: Account): Promise<void> {
  const paths = clusterPaths(dataDir);
  for (const name of await readdir(dataDir)) {
    if (name.startsWith("cluster.draft")) await rm(join(dataDir, name), { recursive: true, force: true });
  }
  if (existsSync(/* turbopackIgnore: true */ paths.cluster)) return;

  if (!existsSync(/* turbopackIgnore: true */ paths.credentials)) {
    const password = () => randomBytes(24).toString("base64url");
    await writeWhole(paths.credentials, { password: password(), superuserPassword: password() });
  }
  const { superuserPassword } = await readCredentials(dataDir);
  const draft = `${paths.cluster}.draft-${process.pid}`;
  const passwordFile = `${draft}.password`;
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, superuserPassword, { mode: 0o600 });
  if (account.ids) {
    for (const path of [draft, passwordFile]) await chown(path, account.ids.uid, account.ids.gid);
  }
  try {
    const { file, args, ...ids } = account.command(initdb, [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      // Order and messages of locale C; letters fold by Unicode, the same on every machine.
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--no-instructions",
    ]);
    await run(file, args, { ...ids, cwd: "/", env: SERVER_ENVIRONMENT });
    await rename(draft, paths.cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * Connects as superuser and makes the application's role and database when they are missing. Fails with PostgreSQL's
 * own error when the server does not answer or is not the one the credentials belong to.
 */
export async function ensureDatabase(credentials: Credentials, port: number): Promise<void> {
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password: credentials.superuserPassword,
    database: "postgres",
    connectionTimeoutMillis: 2_000,
    query_timeout: 10_000,
  });
  // A connection that breaks is reported by the query that needed it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    const role = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [APPLICATION]);
    if (role.rowCount === 0) {
      const password = client.escapeLiteral(credentials.password);
      await client.query(`CREATE ROLE ${APPLICATION} LOGIN CREATEDB PASSWORD ${password}`);
    }
    const database = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [APPLICATION]);
    if (database.rowCount === 0) await client.query(`CREATE DATABASE ${APPLICATION} OWNER ${APPLICATION}`);
  } finally {
    await client.end();
  }
}

export function applicationUrl(credentials: Credentials, port: number): string {
  return `postgresql://${APPLICATION}:${credentials.password}@127.0.0.1:${port}/${APPLICATION}`;
}
