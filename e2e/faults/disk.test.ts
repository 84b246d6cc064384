import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import * as deliveriesRoute from "@/app/api/deliveries/route";
import { POST } from "@/app/api/events/route";
import { askRoute, makeKey } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { closeClients, prisma } from "@/lib/db/client";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { startEmbeddedPostgres, stopEmbeddedPostgres } from "@/lib/db/embedded/server";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { migrateDatabase } from "@/lib/db/migrate";
import { checkEnv } from "@/lib/env";
import { mountSmallDisk, type SmallDisk } from "@/scripts/faults/small-disk";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { reconcile } from "./reconcile";

const DISK_MIB = 320;
const BATCH = 100;

const disk = mountSmallDisk(DISK_MIB);

describe.skipIf(disk === null)("F13: the disk of the database is full", () => {
  const { path } = disk ?? ({ path: "" } as SmallDisk);
  const dataDir = join(path, "postgres");
  const filler = join(path, "filler");
  let engine: EngineProcess;
  let receiver: Receiver;
  let headers: Record<string, string>;
  let secret: string;

  const startDatabase = () =>
    startEmbeddedPostgres({
      dataDir,
      detached: true,
      settings: { max_wal_size: "64MB", min_wal_size: "64MB", fsync: "off" },
      log: () => undefined,
    });

  beforeAll(async () => {
    const { url } = await startDatabase();
    await migrateDatabase({ url, log: () => undefined });
    vi.stubEnv("DATABASE_URL", url);
    vi.stubEnv("LOG_LEVEL", "silent");
    vi.stubEnv("EGRESS_ALLOW", "127.0.0.1");
    checkEnv();
    receiver = await startReceiver();
    const { ctx } = await freshWorkspace();
    headers = {
      authorization: `Bearer ${await makeKey(ctx.workspace.id, ["events:write", "webhooks:read", "integrations:read"])}`,
    };
    secret = (await seedEndpoints(ctx, [receiver.url("/")]))[0]!.secret;
    engine = await startEngineProcess(url);
  });

  afterAll(async () => {
    await engine.kill();
    await receiver.close();
    await closeClients();
    await closeEnginePool();
    await stopEmbeddedPostgres(dataDir);
    disk?.unmount();
  });

  async function send(): Promise<{ status: number; retryAfter: string | null; ids: string[] }> {
    const events = Array.from({ length: BATCH }, () => ({
      type: "sale.created",
      data: eventType("sale.created").sample,
    }));
    const request = new Request("http://localhost/api/events", {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ events }),
    });
    const response = await POST(request, { params: Promise.resolve(undefined) });
    const { data } = (await response.json()) as { data?: { id: string }[] };
    return {
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      ids: (data ?? []).map(({ id }) => id),
    };
  }

  /** To the last page, while the server goes on writing. */
  async function fillDisk(): Promise<void> {
    const file = await open(filler, "w");
    const block = Buffer.alloc(64 * 1_024);
    try {
      for (let size = block.length; size >= 512; size /= 2) {
        while (await fits(file, block.subarray(0, size)));
      }
    } finally {
      await file.close();
    }
  }

  test("writes are told to come back, reads go on, and nothing that was acknowledged is lost, also by a kill while it is full", async () => {
    const ids = (await send()).ids;
    expect(ids).toHaveLength(BATCH);
    await fillDisk();
    // What the files still have room for is taken; then no more.
    let refused = await send();
    for (; refused.status === 202; refused = await send()) ids.push(...refused.ids);
    expect(refused.status).toBe(503);
    expect(Number(refused.retryAfter)).toBeGreaterThan(0);
    expect((await askRoute(deliveriesRoute.GET, headers)).status).toBe(200);

    const server = await findPostmaster(dataDir);
    process.kill(server!.pid, "SIGKILL");
    const reopened = await startDatabase().then(
      () => true,
      () => false,
    );
    if (reopened) expect((await askRoute(deliveriesRoute.GET, headers)).status).toBe(200);
    await rm(filler);
    if (!reopened) await startDatabase();
    const freeAt = Date.now();
    let again = await send();
    for (; again.status !== 202; again = await send()) await pause(100);
    ids.push(...again.ids);
    const acceptedMs = Date.now() - freeAt;
    await vi.waitFor(
      async () => expect(await prisma().delivery.count({ where: { state: "delivered" } })).toBe(ids.length),
      {
        timeout: 60_000,
        interval: 100,
      },
    );
    const { lost, repeated } = reconcile(ids, receiver, new Map([["/", secret]]));
    figure(
      `${ids.length} acknowledged around a full disk of ${DISK_MIB} MiB: ${lost} lost, ${repeated} repeated; ${reopened ? "reopened while full" : "refused to open while full"}, accepting ${acceptedMs} ms after there was space`,
    );
    expect(lost).toBe(0);
    expect(acceptedMs).toBeLessThan(10_000);
  });
});

async function fits(file: FileHandle, block: Buffer): Promise<boolean> {
  try {
    await file.write(block);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
    throw error;
  }
}
