import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { closeClients, prisma } from "@/lib/db/client";
import { startEmbeddedPostgres, stopEmbeddedPostgres } from "@/lib/db/embedded/server";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { migrateDatabase, pendingMigrations } from "@/lib/db/migrate";
import { checkEnv } from "@/lib/env";
import { acceptBatch } from "@/lib/services/events/accept";
import { eventRow } from "@/lib/services/events/emit";
import { resealSecrets } from "@/lib/services/secrets/reseal";
import { newId } from "@/lib/shared/ids";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { reconcile } from "./reconcile";

const SALE = { type: "sale.created" as const, data: eventType("sale.created").sample };
const MIGRATIONS = "prisma/migrations";
/** What the first release was made with. */
const FIRST_RELEASE = "20261124000000_init";

let folder: string;
let dataDir: string;
let url: string;
let receiver: Receiver;
let engine: EngineProcess | null = null;

const start = () =>
  startEmbeddedPostgres({ dataDir, detached: true, settings: { fsync: "off" }, log: () => undefined });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "linquid-rehearsal-"));
  dataDir = join(folder, "postgres");
  ({ url } = await start());
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("EGRESS_ALLOW", "127.0.0.1");
  checkEnv();
});

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(async () => {
  await engine?.kill();
  engine = null;
  await receiver.close();
});

async function stop(): Promise<void> {
  await closeClients();
  await closeEnginePool();
  await stopEmbeddedPostgres(dataDir);
}

afterAll(async () => {
  await stop();
  await rm(folder, { recursive: true, force: true });
});

const delivered = (count: number): Promise<void> =>
  vi.waitFor(async () => expect(await prisma().delivery.count({ where: { state: "delivered" } })).toBe(count), {
    timeout: 30_000,
    interval: 50,
  });

const idsOf = (results: Awaited<ReturnType<typeof acceptBatch>>): string[] =>
  results.flatMap((result) => ("id" in result ? [result.id] : []));

describe("F20: a server is upgraded", () => {
  test("from the first release, killed in the middle and started again, with what waited delivered after it", async () => {
    await migrateToFirstRelease();
    const { secret, eventId } = await waitingEvent();
    await killMigration();
    expect((await pendingMigrations({ url })).length).toBeGreaterThan(0);
    await migrateDatabase({ url, log: () => undefined });
    expect(await pendingMigrations({ url })).toEqual([]);
    engine = await startEngineProcess(url);
    await delivered(1);
    expect(reconcile([eventId], receiver, new Map([["/old", secret]]))).toEqual({ lost: 0, repeated: 0 });
  });

  test("while it runs: what a newer schema adds disturbs neither the process that runs nor one that starts", async () => {
    const newer = join(folder, "newer");
    await cp(MIGRATIONS, newer, { recursive: true });
    await mkdir(join(newer, "99999999999999_newer"));
    await writeFile(
      join(newer, "99999999999999_newer/migration.sql"),
      'ALTER TABLE "deliveries" ADD COLUMN "newer" TEXT; ALTER TABLE "events" ADD COLUMN "newer" INT NOT NULL DEFAULT 1; CREATE TABLE "newer" ("id" TEXT PRIMARY KEY);',
    );
    const { ctx } = await freshWorkspace();
    const [endpoint] = await seedEndpoints(ctx, [receiver.url("/")]);
    const before = await prisma().delivery.count({ where: { state: "delivered" } });
    engine = await startEngineProcess(url);
    const ids = idsOf(await acceptBatch(ctx, [SALE, SALE]));
    await receiver.arrived(2);
    await migrateDatabase({ url, directory: newer, log: () => undefined });
    ids.push(...idsOf(await acceptBatch(ctx, [SALE, SALE])));
    await receiver.arrived(4);
    await engine.leave();
    engine = await startEngineProcess(url);
    ids.push(...idsOf(await acceptBatch(ctx, [SALE])));
    await delivered(before + 5);
    expect(reconcile(ids, receiver, new Map([["/", endpoint!.secret]]))).toEqual({ lost: 0, repeated: 0 });
  });
});

describe("a backup is restored", () => {
  test("with the key everything that waited is sent, signed; without it nothing is, and it says so", async () => {
    const before = await prisma().delivery.count({ where: { state: "delivered" } });
    const { ctx } = await freshWorkspace();
    const [endpoint] = await seedEndpoints(ctx, [receiver.url("/")], { retryPreset: "none" });
    const ids = idsOf(
      await acceptBatch(
        ctx,
        Array.from({ length: 50 }, () => SALE),
      ),
    );
    const backup = join(folder, "backup");
    // The way of docs/operations.md: stop, copy the directory, start again.
    await stop();
    copy(dataDir, backup);
    const restore = async (): Promise<void> => {
      await stop();
      await rm(dataDir, { recursive: true });
      copy(backup, dataDir);
      expect((await start()).url).toBe(url);
    };

    const began = Date.now();
    await restore();
    engine = await startEngineProcess(url);
    await delivered(before + 50);
    figure(`50 waiting deliveries sent ${Date.now() - began} ms after the restore began`);
    expect(reconcile(ids, receiver, new Map([["/", endpoint!.secret]]))).toEqual({ lost: 0, repeated: 0 });
    await engine.kill();

    await restore();
    const other = { kid: "other", key: Buffer.alloc(32, "another key of 32 bytes") };
    engine = await startEngineProcess(url, {
      SECRETS_KEY: `other:${other.key.toString("base64")}`,
      LOG_LEVEL: "silent",
    });
    const failed = { endpointId: endpoint!.id, state: "failed" as const };
    await vi.waitFor(async () => expect(await prisma().delivery.count({ where: failed })).toBe(50), {
      timeout: 30_000,
      interval: 50,
    });
    expect(receiver.received).toHaveLength(50);
    const [attempt] = await prisma().attempt.findMany({ where: { endpointId: endpoint!.id }, take: 1 });
    expect(attempt?.errorMessage).toMatch(/sign/i);
    // What cannot be read is counted, and stays as it is for whoever finds the key.
    const { broken } = await resealSecrets([other, { kid: "more", key: Buffer.alloc(32, 2) }]);
    expect(broken).toBeGreaterThan(0);
  });
});

/** With its owner, which PostgreSQL asks for. */
const copy = (from: string, to: string): void => void execFileSync("cp", ["-a", from, to]);

async function onServer(databaseUrl: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function migrateToFirstRelease(): Promise<void> {
  const directory = join(folder, "first-release");
  await cp(join(MIGRATIONS, FIRST_RELEASE), join(directory, FIRST_RELEASE), { recursive: true });
  await migrateDatabase({ url, directory, log: () => undefined });
}

/** An event that the first release accepted and never planned, with the endpoint that it is for. */
async function waitingEvent(): Promise<{ secret: string; eventId: string }> {
  const { makeSecret } = await import("@/lib/services/endpoints/secrets");
  const workspace = { id: newId("workspace"), mode: "live" as const };
  const endpointId = newId("endpoint");
  const { secret, row } = makeSecret({ workspace, actor: { name: "Ada" } }, endpointId);
  const event = eventRow(workspace, { type: "sale.created", data: SALE.data, source: "api" });
  await onServer(url, async (client) => {
    const put = async (table: string, columns: Record<string, unknown>): Promise<void> => {
      const names = Object.keys(columns);
      const list = names.map((name) => `"${name}"`).join(", ");
      const marks = names.map((_, at) => `$${at + 1}`).join(", ");
      await client.query(`INSERT INTO "${table}" (${list}) VALUES (${marks})`, Object.values(columns));
    };
    const at = new Date();
    await put("workspaces", { id: workspace.id, slug: "acme", name: "Acme", plan: "enterprise", updated_at: at });
    await put("endpoints", {
      id: endpointId,
      workspace_id: workspace.id,
      surface: "outbound",
      name: "Old",
      url: receiver.url("/old"),
      event_types: ["sale.created"],
      updated_at: at,
    });
    await put("endpoint_secrets", {
      id: row.id,
      workspace_id: workspace.id,
      endpoint_id: endpointId,
      sealed: row.sealed,
      hint: row.hint,
    });
    await put("endpoint_health", { endpoint_id: endpointId, workspace_id: workspace.id });
    await put("events", {
      id: event.id,
      workspace_id: workspace.id,
      type: event.type,
      body: event.body,
      source: event.source,
      occurred_at: event.occurredAt,
      created_at: event.createdAt,
    });
    await put("outbox", {
      id: newId("outbox"),
      name: "event.accepted",
      workspace_id: workspace.id,
      event_id: event.id,
      event_created_at: event.createdAt,
    });
  });
  return { secret, eventId: event.id };
}

/** Ends `npm run db:migrate` by `kill -9` when some of its migrations are in and others are not. */
async function killMigration(): Promise<void> {
  const all = (await readdir(MIGRATIONS, { withFileTypes: true })).filter((entry) => entry.isDirectory()).length;
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", "scripts/db-migrate.ts"], {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const gone = once(child, "exit");
  // It names each migration as it is applied.
  if (child.stdout) await once(child.stdout, "data");
  child.kill("SIGKILL");
  await gone;
  expect((await pendingMigrations({ url })).length).toBeLessThan(all);
}
