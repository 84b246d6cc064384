import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { CreateReplay, Replay } from "@/lib/contracts/replays";
import { prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { enableEndpoint } from "@/lib/services/endpoints/enable";
import { cancelReplay } from "@/lib/services/replays/cancel";
import { createReplay } from "@/lib/services/replays/create";
import { getReplay } from "@/lib/services/replays/get";

import { freshWorkspace } from "../fixtures/factories";
import { seedMany, type SeededMany } from "../fixtures/failed-deliveries";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";

// The whole proof takes FAULT_EVENTS=10000; every day a tenth of it proves the same rules.
const DELIVERIES = Number(process.env["FAULT_EVENTS"] ?? 1_000);
const ENDPOINTS = 4;
const OUTBOUND = { surface: "outbound" } as const;
const FAILED: CreateReplay = { selection: { by: "filter", filter: { state: ["failed"] } }, tryFirst: false };
/** What one engine has under way and not yet written when it is killed. */
const LOST_AT_A_KILL = 500;

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });
afterAll(closeEnginePool);

let receiver: Receiver;
let ctx: Context;
let ids: string[];
let failed: SeededMany[];
const engines: EngineProcess[] = [];

beforeEach(async () => {
  receiver = await startReceiver((_request, response) => {
    setTimeout(() => response.end("ok"), 5);
  });
  ({ ctx } = await freshWorkspace());
  ids = [];
  for (let at = 0; at < ENDPOINTS; at++) {
    const { id } = await createEndpoint(ctx, OUTBOUND, { url: receiver.url(`/${at}`), events: ["link.clicked"] });
    ids.push(id);
  }
  failed = await seedMany(ctx, ids, DELIVERIES, "failed");
  // What is not selected stands beside it.
  await seedMany(ctx, ids, 100, "delivered");
});

afterEach(async () => {
  await Promise.all(engines.splice(0).map((engine) => engine.kill()));
  await receiver.close();
});

async function engine(): Promise<EngineProcess> {
  const started = await startEngineProcess(env.databaseUrl ?? "");
  engines.push(started);
  return started;
}

const ended = (id: string, state: Replay["state"] = "done"): Promise<Replay> =>
  vi.waitFor(
    async () => {
      const replay = await getReplay(ctx, id);
      expect({ state: replay.state, inFlight: replay.progress.inFlight }).toEqual({ state, inFlight: 0 });
      return replay;
    },
    { timeout: 120_000, interval: 100 },
  );

const begun = (id: string): Promise<void> =>
  vi.waitFor(async () => expect((await getReplay(ctx, id)).progress.total).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 5,
  });

/** Which of the selected arrived, how many requests were more than one for each, and what arrived beside them. */
function arrivals(): { skipped: number; repeated: number; others: number } {
  const wanted = new Set(failed.map((each) => `/${ids.indexOf(each.endpointId)} ${each.eventId}`));
  const came = new Set(receiver.received.map((request) => `${request.path} ${request.id}`));
  return {
    skipped: [...wanted].filter((key) => !came.has(key)).length,
    repeated: receiver.received.length - came.size,
    others: [...came].filter((key) => !wanted.has(key)).length,
  };
}

const attempts = () =>
  prisma().attempt.groupBy({ by: ["trigger"], where: { workspaceId: ctx.workspace.id }, _count: true });

describe(`F25: ${DELIVERIES} failed deliveries are replayed`, () => {
  test("exactly the selected ones, once each, also when it is started twice at once and two engines share the work", async () => {
    await Promise.all([engine(), engine()]);
    const before = Date.now();
    const [one, two] = await Promise.all([createReplay(ctx, FAILED), createReplay(ctx, FAILED)]);
    expect(two.id).toBe(one.id);
    const done = await ended(one.id);
    figure(`${DELIVERIES} replayed in ${Date.now() - before} ms`);
    expect(done.progress).toMatchObject({ total: DELIVERIES, sent: DELIVERIES, delivered: DELIVERIES, leftOut: 0 });
    expect(arrivals()).toEqual({ skipped: 0, repeated: 0, others: 0 });
    expect(await attempts()).toEqual([{ trigger: "replay", _count: DELIVERIES }]);
  });

  test("none is skipped when the engine is killed with kill -9 while it prepares, while it sends and near the end", async () => {
    const { id } = await createReplay(ctx, FAILED);
    let running = await engine();
    for (const part of [0, 0.3, 0.8]) {
      await begun(id);
      await receiver.arrived(Math.floor(DELIVERIES * part));
      await running.kill();
      running = await engine();
    }
    const restarted = Date.now();
    const done = await ended(id);
    const { skipped, repeated, others } = arrivals();
    figure(`${repeated} repeated over 3 kills, done ${Date.now() - restarted} ms after the last restart`);
    expect({ skipped, others }).toEqual({ skipped: 0, others: 0 });
    expect(repeated).toBeLessThanOrEqual(3 * LOST_AT_A_KILL);
    expect(done.progress).toMatchObject({ total: DELIVERIES, sent: DELIVERIES, delivered: DELIVERIES, leftOut: 0 });
    expect(Date.now() - restarted).toBeLessThan(20_000 + DELIVERIES);
  });

  test("canceled midway, sent and not sent add up, and what was not sent is as it was", async () => {
    await engine();
    const { id } = await createReplay(ctx, { ...FAILED, ratePerSecond: Math.ceil(DELIVERIES / 4) });
    await receiver.arrived(Math.floor(DELIVERIES / 4));
    await cancelReplay(ctx, id);
    const { progress } = await ended(id, "canceled");
    expect(progress.sent).toBeLessThan(DELIVERIES);
    expect(progress.sent + progress.waiting).toBe(DELIVERIES);
    expect(receiver.received).toHaveLength(progress.sent);
    expect(
      await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "failed", generation: 0 } }),
    ).toBe(progress.waiting);
  });
});

describe("an endpoint is turned on again with a heap of held deliveries", () => {
  test("all are sent, also when the engine is killed in the middle, and the call answered before", async () => {
    const [endpointId = ""] = ids;
    await disableEndpoint(ctx, OUTBOUND, endpointId);
    failed = await seedMany(ctx, [endpointId], DELIVERIES * 2, "held");
    let running = await engine();
    const before = Date.now();
    await enableEndpoint(ctx, OUTBOUND, endpointId, { held: "send" });
    expect(Date.now() - before).toBeLessThan(1_000);
    await receiver.arrived(Math.floor(DELIVERIES / 2));
    await running.kill();
    running = await engine();
    const { id } = await prisma().replay.findFirstOrThrow({ where: { endpointId } });
    const done = await ended(id);
    const { skipped, repeated, others } = arrivals();
    expect({ skipped, others }).toEqual({ skipped: 0, others: 0 });
    expect(repeated).toBeLessThanOrEqual(LOST_AT_A_KILL);
    expect(done.progress).toMatchObject({ total: DELIVERIES * 2, delivered: DELIVERIES * 2, leftOut: 0 });
    expect(await attempts()).toEqual([{ trigger: "automatic", _count: DELIVERIES * 2 }]);
  });
});
