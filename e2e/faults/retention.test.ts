import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { acceptBatch } from "@/lib/services/events/accept";
import { pruneExpired } from "@/lib/services/retention/prune";

import { freshWorkspace } from "../fixtures/factories";
import { seedMany } from "../fixtures/failed-deliveries";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { figure } from "./figure";
import { percentile } from "./process-figures";
import { reconcile } from "./reconcile";

const OLD = process.env["FAULT_FULL"] ? 50_000 : 5_000;
const DELIVERIES = Number(process.env["FAULT_EVENTS"] ?? 1_000);
const SALE = { type: "sale.created", data: eventType("sale.created").sample };
const DAY = 86_400_000;

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let engine: EngineProcess;
let ctx: Context;

beforeEach(async () => {
  receiver = await startReceiver();
  ({ ctx } = await freshWorkspace({ plan: "pro" }));
});

afterEach(async () => {
  await engine.kill();
  await receiver.close();
});

describe("F23: what is past retention is deleted while deliveries run", () => {
  test("nothing that is not delivered goes, everything new arrives, and no claim waits", async () => {
    const [busy, down] = await seedEndpoints(ctx, [receiver.url("/busy"), receiver.url("/down")]);
    await seedMany(ctx, [busy!.id], OLD, "delivered");
    const waiting = await seedMany(ctx, [down!.id], 200, "held");
    // A month later the finished is past the thirty days of the plan; what is held gets its notice first.
    const now = new Date(Date.now() + 31 * DAY);
    await prisma().endpoint.updateMany({ where: { id: down!.id }, data: { state: "paused", stateCode: "paused" } });
    engine = await startEngineProcess(env.databaseUrl ?? "");

    const ids: string[] = [];
    const arrivals: number[] = [];
    const pruning = pruneUntilDone(now);
    for (let left = DELIVERIES; left > 0; left -= 20) {
      const sentAt = Date.now();
      const results = await acceptBatch(
        ctx,
        Array.from({ length: 20 }, () => SALE),
      );
      const accepted = results.flatMap((result) => ("id" in result ? [result.id] : []));
      ids.push(...accepted);
      await receiver.arrived(ids.length);
      arrivals.push(Date.now() - sentAt);
    }
    await pruning;
    const { lost, repeated } = reconcile(ids, receiver, new Map([["/busy", busy!.secret]]));
    const p95 = percentile(arrivals, 0.95);
    figure(
      `${OLD} old deliveries deleted beside ${ids.length} new ones: ${lost} lost, ${repeated} repeated, twenty accepted and delivered in ${p95} ms at p95`,
    );
    expect({ lost, repeated }).toEqual({ lost: 0, repeated: 0 });
    expect(p95).toBeLessThan(500);
    expect(await prisma().delivery.count({ where: { id: { in: waiting.map(({ id }) => id) }, state: "held" } })).toBe(
      200,
    );
    expect(await prisma().delivery.count({ where: { endpointId: busy!.id, eventType: "link.clicked" } })).toBe(0);
  });
});

async function pruneUntilDone(now: Date): Promise<void> {
  await vi.waitFor(
    async () => {
      await pruneExpired(now);
      expect(await prisma().delivery.count({ where: { eventType: "link.clicked", state: "delivered" } })).toBe(0);
    },
    { timeout: 120_000, interval: 10 },
  );
}
