import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { deleteEndpoint } from "@/lib/services/endpoints/delete";
import { acceptBatch } from "@/lib/services/events/accept";

import { freshWorkspace } from "../fixtures/factories";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { reconcile } from "./reconcile";

// The whole bench takes FAULT_EVENTS=10000; every day a tenth of it proves the same rules.
const EVENTS = Number(process.env["FAULT_EVENTS"] ?? 1_000);
const ENDPOINTS = 4;
const SALE = { type: "sale.created", data: eventType("sale.created").sample };

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let answerMs: number;
let ctx: Context;
let paths: Map<string, string>;
let ids: string[];
const engines: EngineProcess[] = [];

beforeEach(async () => {
  answerMs = 5;
  receiver = await startReceiver((_request, response) => {
    setTimeout(() => response.end("ok"), answerMs);
  });
  ({ ctx } = await freshWorkspace());
  paths = new Map();
  ids = [];
  for (let at = 0; at < ENDPOINTS; at++) {
    const path = `/${at}`;
    const made = await createEndpoint(
      ctx,
      { surface: "outbound" },
      { url: receiver.url(path), events: ["sale.created"] },
    );
    ids.push(made.id);
    paths.set(path, made.secret);
  }
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

/** Feeds all events in batches, as fast as they are accepted. Answers their ids. */
async function feed(count = EVENTS): Promise<string[]> {
  const accepted: string[] = [];
  for (let left = count; left > 0; left -= 100) {
    const results = await acceptBatch(
      ctx,
      Array.from({ length: Math.min(100, left) }, () => SALE),
    );
    accepted.push(...results.map((result) => ("id" in result ? result.id : "refused")));
  }
  return accepted;
}

const delivered = (count: number): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
        count,
      );
    },
    { timeout: 90_000, interval: 100 },
  );

describe("F1: the engine is killed with kill -9 five times while events are delivered", () => {
  test("none is lost, every repeat carries the same webhook-id, and all is done within 15 s of the last restart", async () => {
    let running = await engine();
    const accepted = await feed();
    for (let kill = 1; kill <= 5; kill++) {
      await receiver.arrived(Math.floor((EVENTS * ENDPOINTS * kill) / 7));
      await running.kill();
      running = await engine();
    }
    const restarted = Date.now();
    await delivered(EVENTS * ENDPOINTS);
    const took = Date.now() - restarted;
    const { lost, repeated } = reconcile(accepted, receiver, paths);
    figure(`${lost} lost, ${repeated} repeated, done ${took} ms after the last restart`);
    expect(lost).toBe(0);
    expect(repeated).toBeLessThanOrEqual(5 * 500);
    expect(took).toBeLessThan(15_000);
    const attempts = await prisma().attempt.groupBy({
      by: ["deliveryId"],
      where: { workspaceId: ctx.workspace.id },
      _count: true,
    });
    expect(attempts).toHaveLength(EVENTS * ENDPOINTS);
  });
});

describe("F16: the engine is asked to leave under load", () => {
  test("it stops within the time of a request, repeats nothing, and the next one finishes the rest", async () => {
    const first = await engine();
    const accepted = await feed();
    await receiver.arrived(EVENTS);
    // Requests that are on their way when it is asked, and for longer than it would take to leave.
    answerMs = 500;
    await receiver.arrived(receiver.received.length + 50);
    const took = await first.leave();
    answerMs = 5;
    await engine();
    await delivered(EVENTS * ENDPOINTS);
    const { lost, repeated } = reconcile(accepted, receiver, paths);
    figure(`left in ${took} ms, ${lost} lost, ${repeated} repeated`);
    expect(took).toBeLessThan(20_000);
    expect({ lost, repeated }).toEqual({ lost: 0, repeated: 0 });
  });
});

describe("F17: two engines share one database", () => {
  test("nothing is repeated or lost, and neither does less than a fifth of the work", async () => {
    const both = await Promise.all([engine(), engine()]);
    const accepted = await feed();
    await delivered(EVENTS * ENDPOINTS);
    const { lost, repeated } = reconcile(accepted, receiver, paths);
    expect({ lost, repeated }).toEqual({ lost: 0, repeated: 0 });
    await Promise.all(both.map((each) => each.leave()));
    const shares = both.map((each) => each.attempted() / (EVENTS * ENDPOINTS));
    figure(`shares ${shares.map((share) => share.toFixed(2)).join(" and ")}`);
    for (const share of shares) expect(share).toBeGreaterThanOrEqual(0.2);
  });
});

describe("F21: an endpoint is deleted while deliveries wait for it", () => {
  test("nothing is sent to it from a second later on, and every delivery of it has an end", async () => {
    await engine();
    await feed(200);
    await receiver.arrived(20);
    const [gone] = ids;
    await deleteEndpoint(ctx, { surface: "outbound" }, gone!);
    const deletedAt = Date.now();
    await vi.waitFor(
      async () => {
        expect(
          await prisma().delivery.count({
            where: { workspaceId: ctx.workspace.id, state: { in: ["pending", "retrying", "held"] } },
          }),
        ).toBe(0);
      },
      { timeout: 90_000, interval: 100 },
    );
    expect(receiver.received.filter((request) => request.path === "/0" && request.at > deletedAt + 1_000)).toEqual([]);
  });
});
