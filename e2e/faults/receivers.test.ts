import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { ENDPOINT_MAX, ENDPOINT_START } from "@/lib/engine/lanes";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { acceptBatch, acceptEvent } from "@/lib/services/events/accept";

import { freshWorkspace } from "../fixtures/factories";
import { type Received, type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { COMPARED, figure } from "./figure";
import { percentile } from "./process-figures";
import { reconcile } from "./reconcile";

const LEAD = { type: "lead.created" as const, data: eventType("lead.created").sample as Record<string, unknown> };
const SALE = { type: "sale.created" as const, data: eventType("sale.created").sample as Record<string, unknown> };

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let ctx: Context;
let engine: EngineProcess | null = null;

beforeEach(async () => {
  ({ ctx } = await freshWorkspace());
});

afterEach(async () => {
  await engine?.kill();
  engine = null;
  await receiver.close();
});

const subscribe = (path: string, more: { timeoutMs?: number; events?: ("sale.created" | "lead.created")[] } = {}) =>
  createEndpoint(ctx, { surface: "outbound" }, { url: receiver.url(path), events: ["sale.created"], ...more });

const until = (state: "delivered", count: number): Promise<void> =>
  vi.waitFor(
    async () => {
      expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state } })).toBe(count);
    },
    { timeout: 90_000, interval: 50 },
  );

describe("F11: an endpoint that was down comes back with everything due at once", () => {
  const EVENTS = Number(process.env["FAULT_EVENTS"] ?? 1_000);
  const ASKED_MS = 3_000;

  test(
    "it gets no more than its slots at once and nothing early, all arrive, and its neighbour does not wait",
    COMPARED,
    async () => {
      let down = true;
      let open = 0;
      let openMax = 0;
      let lastRefusalAt = 0;
      const backAt: number[] = [];
      receiver = await startReceiver(({ path, at }, response) => {
        if (path !== "/herd") return void response.end("ok");
        if (down) {
          lastRefusalAt = at;
          return void response.writeHead(503, { "retry-after": String(ASKED_MS / 1_000) }).end();
        }
        backAt.push(at);
        openMax = Math.max(openMax, ++open);
        setTimeout(() => {
          open--;
          response.end("ok");
        }, 20);
      });
      const herd = await subscribe("/herd");
      const neighbour = await subscribe("/neighbour", { events: ["lead.created"] });
      engine = await startEngineProcess(env.databaseUrl ?? "");

      const others: string[] = [];
      /** How long the neighbour waits for an event. */
      const ask = async (): Promise<number> => {
        const { id } = await acceptEvent(ctx, LEAD);
        const sentAt = Date.now();
        others.push(id);
        return (await arrivalOf("/neighbour", id)).at - sentAt;
      };
      const calm: number[] = [];
      for (let at = 0; at < 50; at++) calm.push(await ask());

      const ids: string[] = [];
      for (let left = EVENTS; left > 0; left -= 100) {
        const results = await acceptBatch(
          ctx,
          Array.from({ length: Math.min(100, left) }, () => SALE),
        );
        ids.push(...results.map((result) => ("id" in result ? result.id : "refused")));
      }
      // An engine that begins too late would find nothing that was ever down.
      await receiver.arrived(1);
      down = false;

      const waits: number[] = [];
      while (backAt.length < EVENTS) waits.push(await ask());
      await until("delivered", ids.length + others.length);
      const at = (path: string): Receiver => ({
        ...receiver,
        received: receiver.received.filter((one) => one.path === path),
      });
      const lost =
        reconcile(ids, at("/herd"), new Map([["/herd", herd.secret]])).lost +
        reconcile(others, at("/neighbour"), new Map([["/neighbour", neighbour.secret]])).lost;
      const early = backAt.filter((each) => each < lastRefusalAt + ASKED_MS).length;
      const tookMs = (backAt.at(-1) ?? 0) - (backAt[0] ?? 0);
      const [alone, beside] = [percentile(calm, 0.95), percentile(waits, 0.95)];
      const peak = busiest(backAt, tookMs / 5) / (backAt.length / 5);
      figure(
        `${lost} lost, ${backAt.length} in ${tookMs} ms, at most ${openMax} at once, ${early} early, the busiest fifth ${peak.toFixed(1)} times the mean, neighbour p95 ${alone} ms alone and ${beside} ms beside it`,
      );
      expect(lost).toBe(0);
      expect(openMax).toBeLessThanOrEqual(ENDPOINT_MAX);
      // Those that were on their way when it first asked for a pause.
      expect(early).toBeLessThanOrEqual(ENDPOINT_START);
      expect(peak).toBeLessThanOrEqual(2);
      // A tenth of so few milliseconds is nothing that can be measured beside a thousand requests a second on two cores.
      expect(beside).toBeLessThanOrEqual(Math.max(alone * 1.1, alone + 250));
    },
  );

  const arrivalOf = (path: string, id: string): Promise<Received> =>
    vi.waitFor(
      () => {
        const found = receiver.received.findLast((one) => one.path === path && one.id === id);
        if (!found) throw new Error(`${id} has not arrived.`);
        return found;
      },
      { timeout: 10_000, interval: 5 },
    );
});

/** How many of these moments lie in the fullest stretch of so many ms. */
function busiest(moments: readonly number[], ms: number): number {
  const sorted = moments.toSorted((one, other) => one - other);
  let most = 0;
  let from = 0;
  for (const [at, moment] of sorted.entries()) {
    while ((sorted[from] ?? moment) <= moment - ms) from++;
    most = Math.max(most, at - from + 1);
  }
  return most;
}

describe("F26: a receiver answers 200 after our deadline", () => {
  test("the attempt has failed and is made again with the same webhook-id, and the late answer belongs to nobody", async () => {
    receiver = await startReceiver(({ path }, response) => {
      if (path !== "/late") response.writeHead(404).end();
      else if (late().length === 1) setTimeout(() => response.end("late"), 1_500);
      else response.end("in time");
    });
    const late = () => receiver.received.filter((one) => one.path === "/late");
    await subscribe("/late", { timeoutMs: 1_000 });
    engine = await startEngineProcess(env.databaseUrl ?? "");
    const { id } = await acceptEvent(ctx, SALE);
    await until("delivered", 1);
    // Past the moment of the late answer, which would have been written by now.
    await vi.waitFor(() => expect(Date.now() - (late()[0]?.at ?? Date.now())).toBeGreaterThan(2_000), {
      timeout: 5_000,
    });
    const attempts = await prisma().attempt.findMany({
      where: { workspaceId: ctx.workspace.id },
      orderBy: { number: "asc" },
    });
    expect(attempts.map(({ number, statusCode, errorClass }) => ({ number, statusCode, errorClass }))).toEqual([
      { number: 1, statusCode: null, errorClass: "timeout" },
      { number: 2, statusCode: 200, errorClass: null },
    ]);
    expect(attempts.map(({ responseBody }) => responseBody && Buffer.from(responseBody).toString())).toEqual([
      null,
      "in time",
    ]);
    expect(late().map((one) => one.id)).toEqual([id, id]);
  });
});
