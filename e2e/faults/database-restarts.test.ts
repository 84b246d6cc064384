import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { POST } from "@/app/api/events/route";
import { makeKey } from "@/lib/api/edge-for-tests";
import { eventType } from "@/lib/contracts/event-types";
import { closeClients, prisma } from "@/lib/db/client";
import { findPostmaster } from "@/lib/db/embedded/postmaster";
import { startEmbeddedPostgres, stopEmbeddedPostgres } from "@/lib/db/embedded/server";
import { migrateDatabase } from "@/lib/db/migrate";
import { checkEnv } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";

import { freshWorkspace } from "../fixtures/factories";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { reconcile } from "./reconcile";

const RESTARTS = 3;
const BATCHES_BETWEEN = 4;
const BATCH = 25;
const ENDPOINTS = 4;
/** Of requests on their way or not yet written: 32 for each endpoint. */

/** A server of its own, because it is killed: the one of the other tests must live. */
let dataDir: string;
let engine: EngineProcess;
let receiver: Receiver;
let ctx: Context;
let key: string;
const paths = new Map<string, string>();

const startDatabase = () =>
  startEmbeddedPostgres({ dataDir, detached: true, settings: { fsync: "off" }, log: () => undefined });

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "linquid-f3-"));
  const { url } = await startDatabase();
  await migrateDatabase({ url, log: () => undefined });
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("EGRESS_ALLOW", "127.0.0.1");
  checkEnv();
  receiver = await startReceiver((_request, response) => setTimeout(() => response.end("ok"), 5));
  ({ ctx } = await freshWorkspace());
  key = await makeKey(ctx.workspace.id, ["events:write"]);
  for (let at = 0; at < ENDPOINTS; at++) {
    const made = await createEndpoint(
      ctx,
      { surface: "outbound" },
      { url: receiver.url(`/${at}`), events: ["sale.created"] },
    );
    paths.set(`/${at}`, made.secret);
  }
  engine = await startEngineProcess(url);
});

afterAll(async () => {
  await engine.kill();
  await receiver.close();
  await closeClients();
  await stopEmbeddedPostgres(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

interface Answer {
  status: number;
  retryAfter: string | null;
  ids: string[];
}

/** A batch whose events carry keys, so that it can be sent again when its answer was lost. */
async function send(number: number): Promise<Answer> {
  const events = Array.from({ length: BATCH }, (_, at) => ({
    type: "sale.created",
    data: eventType("sale.created").sample,
    idempotencyKey: `${number}-${at}`,
  }));
  const request = new Request("http://localhost/api/events", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
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

/** Sends until it is accepted, as callers do who were told to come back. Answers the ids and what else was answered. */
async function accepted(number: number, refusals: Answer[]): Promise<string[]> {
  for (;;) {
    const answer = await send(number);
    if (answer.status === 202) return answer.ids;
    refusals.push(answer);
    await pause(50);
  }
}

/** Ends the server as a crash does: every connection is cut, nothing is waited for. */
async function crashDatabase(): Promise<void> {
  const server = await findPostmaster(dataDir);
  if (!server) throw new Error("No database runs.");
  process.kill(server.pid, "SIGQUIT");
  await vi.waitFor(async () => expect(await findPostmaster(dataDir).catch(() => null)).toBeNull(), { timeout: 20_000 });
}

describe("F3: the database crashes three times while events are accepted and delivered", () => {
  test("nothing is lost, callers are told to come back, and the engine goes on in the same process", async () => {
    const ids: string[] = [];
    const refusals: Answer[] = [];
    let batch = 0;
    for (let restart = 0; restart < RESTARTS; restart++) {
      for (let more = 0; more < BATCHES_BETWEEN; more++) ids.push(...(await accepted(batch++, refusals)));
      await receiver.arrived(receiver.received.length + BATCH);
      await crashDatabase();
      refusals.push(await send(batch));
      await startDatabase();
    }
    const backAt = Date.now();
    ids.push(...(await accepted(batch++, refusals)));
    const acceptedAgainMs = Date.now() - backAt;
    await vi.waitFor(
      async () => {
        expect(await prisma().delivery.count({ where: { state: "delivered" } })).toBe(ids.length * ENDPOINTS);
      },
      { timeout: 60_000, interval: 100 },
    );
    const deliveredMs = Date.now() - backAt;
    const { lost, repeated } = reconcile(ids, receiver, paths);
    figure(
      `${lost} lost, ${repeated} repeated, accepted again after ${acceptedAgainMs} ms, all delivered after ${deliveredMs} ms`,
    );
    expect(lost).toBe(0);
    // What was answered while the database was away is kept and written, not asked for again.
    expect(repeated).toBe(0);
    expect(acceptedAgainMs).toBeLessThan(10_000);
    expect(deliveredMs).toBeLessThan(10_000);
    expect(refusals.length).toBeGreaterThanOrEqual(RESTARTS);
    for (const { status, retryAfter } of refusals) {
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThan(0);
    }
    // Signal 0 only asks: the process of the beginning lives.
    expect(process.kill(engine.pid, 0)).toBe(true);
  });

  test("an engine that has nothing to do when it happens goes on as well", async () => {
    await crashDatabase();
    // Longer than it takes the engine to notice and to look for the database once.
    await pause(1_500);
    await startDatabase();
    const before = receiver.received.length;
    const ids = await accepted(1_000, []);
    await receiver.arrived(before + ids.length * ENDPOINTS);
    expect(process.kill(engine.pid, 0)).toBe(true);
  });
});
