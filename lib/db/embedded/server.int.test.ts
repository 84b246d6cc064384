import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { chooseAccount } from "./account";
import { findPostmaster } from "./postmaster";
import { becomesTrue, processStamp, sendSignal } from "./processes";
import { startEmbeddedPostgres, stopEmbeddedPostgres } from "./server";

const STARTER = fileURLToPath(new URL("starter-for-tests.ts", import.meta.url));

let root: string;
let dataDir: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "linquid-embedded-"));
  dataDir = join(root, "main");
});

afterAll(async () => {
  await stopEmbeddedPostgres(dataDir);
  await rm(root, { recursive: true, force: true });
});

async function start(directory = dataDir) {
  const said: string[] = [];
  const server = await startEmbeddedPostgres({ dataDir: directory, log: (message) => said.push(message) });
  const postmaster = await findPostmaster(directory);
  if (!postmaster) throw new Error("no server after a start");
  return { ...server, pid: postmaster.pid, port: Number(new URL(server.url).port), said: said.join("\n") };
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows.map((row) => Object.values(row)[0]);
  } finally {
    await client.end();
  }
}

interface Starter {
  child: ChildProcess;
  url: string;
  owner: boolean;
}

/** Starts the server from another process, which can be killed. */
async function startElsewhere(directory: string): Promise<Starter> {
  const child = spawn(process.execPath, ["--import", "tsx", STARTER, directory], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return { child, ...(JSON.parse(line.toString()) as { url: string; owner: boolean }) };
}

async function end({ child }: Starter): Promise<void> {
  child.stdin?.end();
  await once(child, "exit");
}

async function kill(pid: number): Promise<void> {
  sendSignal(pid, "SIGKILL");
  await becomesTrue(() => processStamp(pid) === null, 5_000);
}

describe("a first start", () => {
  test("makes a durable UTF-8 cluster whose passwords only its owner reads, and a role without superpowers", async () => {
    const server = await start();
    expect(server.owner).toBe(true);
    expect((await stat(join(dataDir, "credentials.json"))).mode & 0o777).toBe(0o600);
    expect(await query(server.url, "SHOW server_encoding")).toEqual(["UTF8"]);
    expect(await query(server.url, "SHOW fsync")).toEqual(["on"]);
    expect(await query(server.url, "SHOW synchronous_commit")).toEqual(["on"]);
    expect(await query(server.url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user")).toEqual([false]);
    await query(server.url, "CREATE TABLE kept AS SELECT 1 AS id");
    await server.stop();
    expect(await findPostmaster(dataDir)).toBeNull();
  });

  test("leaves nothing of one that was killed half way", async () => {
    const directory = join(root, "half");
    await mkdir(join(directory, "cluster.draft-1"), { recursive: true });
    await writeFile(join(directory, "cluster.draft-1", "PG_VERSION"), "18\n");
    const server = await start(directory);
    expect(existsSync(join(directory, "cluster.draft-1"))).toBe(false);
    expect(await query(server.url, "SELECT 1")).toEqual([1]);
    await server.stop();
  });

  test("by three processes at once ends in one server with one owner", async () => {
    const directory = join(root, "race");
    const starters = await Promise.all([1, 2, 3].map(() => startElsewhere(directory)));
    expect(new Set(starters.map(({ url }) => url)).size).toBe(1);
    expect(starters.filter(({ owner }) => owner)).toHaveLength(1);
    for (const starter of starters.toSorted((a, b) => Number(a.owner) - Number(b.owner))) await end(starter);
    expect(await findPostmaster(directory)).toBeNull();
  });
});

describe("a start where a server runs", () => {
  test("attaches within two seconds, says so, and its stop leaves the first unharmed", async () => {
    const first = await start();
    const before = performance.now();
    const second = await start();
    expect(performance.now() - before).toBeLessThan(2_000);
    expect(second).toMatchObject({ owner: false, url: first.url, pid: first.pid });
    expect(second.said).toContain(`process ${first.pid}, port ${first.port}) already runs`);
    await second.stop();
    expect(await query(first.url, "SELECT id FROM kept")).toEqual([1]);
    await first.stop();
  });

  test("whose owner was killed adopts the server, and can then stop it", async () => {
    const killed = await startElsewhere(dataDir);
    const orphan = await findPostmaster(dataDir);
    await kill(killed.child.pid ?? 0);
    const next = await start();
    expect(next).toMatchObject({ owner: true, url: killed.url, pid: orphan?.pid });
    expect(next.said).toContain("taking it over");
    await next.stop();
    expect(await findPostmaster(dataDir)).toBeNull();
  });

  test("that does not answer refuses and says which process it is", async () => {
    const first = await start();
    sendSignal(first.pid, "SIGSTOP");
    try {
      await expect(start()).rejects.toThrow(`process ${first.pid}, port ${first.port}) holds`);
    } finally {
      sendSignal(first.pid, "SIGCONT");
    }
    expect(await query(first.url, "SELECT 1")).toEqual([1]);
    await first.stop();
  });
});

describe("a start after the server was killed", () => {
  test("takes over its stale postmaster.pid with every commit there, on the same port", async () => {
    const first = await start();
    await query(first.url, "INSERT INTO kept VALUES (2)");
    await kill(first.pid);
    expect(existsSync(join(dataDir, "cluster/postmaster.pid"))).toBe(true);
    const next = await start();
    expect(next.owner).toBe(true);
    expect(next.url).toBe(first.url);
    expect(await query(next.url, "SELECT id FROM kept ORDER BY id")).toEqual([1, 2]);
    // The first handle is of a server that is no more; it must not end the new one.
    await first.stop();
    expect(await query(next.url, "SELECT 1")).toEqual([1]);
    await next.stop();
  });

  test("is not held up by another process that was given the server's number", async () => {
    const account = await chooseAccount(join(dataDir, "cluster"), []);
    const { file, args, ...ids } = account.command("/bin/sleep", ["60"]);
    const other = spawn(file, args, ids);
    const pidFile = join(dataDir, "cluster/postmaster.pid");
    await writeFile(pidFile, `${other.pid}\n${join(dataDir, "cluster")}\n0\n5432\n\n127.0.0.1\n\nready   \n`);
    const server = await start();
    expect(server.pid).not.toBe(other.pid);
    expect(other.exitCode).toBeNull();
    other.kill();
    await server.stop();
  });

  test("ends a child of it that is stuck", async () => {
    const first = await start();
    const client = new Client({ connectionString: first.url });
    client.on("error", () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    const child = rows[0]?.pid ?? 0;
    sendSignal(child, "SIGSTOP");
    await kill(first.pid);
    const next = await start();
    expect(processStamp(child)).toBeNull();
    expect(await query(next.url, "SELECT 1")).toEqual([1]);
    await next.stop();
    await client.end().catch(() => undefined);
  });
});

describe("the port", () => {
  test("is another one when the last is taken meanwhile, and refused when asked for by number", async () => {
    const first = await start();
    await first.stop();
    const intruder = createServer().listen(first.port, "127.0.0.1");
    await once(intruder, "listening");
    const taken = (intruder.address() as AddressInfo).port;
    await expect(startEmbeddedPostgres({ dataDir, port: taken, log: () => undefined })).rejects.toThrow("is taken");
    const next = await start();
    expect(next.port).not.toBe(taken);
    intruder.close();
    await next.stop();
  });
});

test("a server that cannot start says why, in PostgreSQL's words", async () => {
  const version = join(dataDir, "cluster/PG_VERSION");
  const before = await readFile(version, "utf8");
  await writeFile(version, "9.6\n");
  await expect(start()).rejects.toThrow(/database files are incompatible|initialized by PostgreSQL version/);
  await writeFile(version, before);
});
