import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { env } from "@/lib/env";
import type { Context } from "@/lib/services/context";
import { acceptBatch } from "@/lib/services/events/accept";

import { freshWorkspace } from "../fixtures/factories";
import { seedEndpoints } from "../fixtures/many-endpoints";
import { type Receiver, startReceiver } from "../fixtures/receiver";
import { withDatabase } from "../fixtures/with-database";
import { type EngineProcess, startEngineProcess } from "./engines";
import { COMPARED, figure } from "./figure";
import { cpuMs, openFiles, percentile, residentMib } from "./process-figures";

/** The demand says 100,000 (`--full`, or SOAK_DELIVERIES for as long as you like). */
const DELIVERIES = Number(process.env["SOAK_DELIVERIES"] ?? (process.env["FAULT_FULL"] ? 100_000 : 20_000));
const ENDPOINTS = 10;
const BATCH = 20;
const PARTS = 10;
/** Until the compiler, the buffers and the connections that are kept are what they stay. */
const WARM_UP = 5;
/** What an engine opens once it works, and keeps. */
const DATABASE_CONNECTIONS = 20;
const SALE = { type: "sale.created", data: eventType("sale.created").sample };

withDatabase({ EGRESS_ALLOW: "127.0.0.1" });

let receiver: Receiver;
let engine: EngineProcess;
let ctx: Context;

beforeEach(async () => {
  const failed = new Set<string>();
  let requests = 0;
  // One of twenty fails, and is taken when it comes again.
  receiver = await startReceiver(({ path, id }, response) => {
    const fails = ++requests % 20 === 0 && !failed.has(path + id);
    if (fails) failed.add(path + id);
    response.writeHead(fails ? 500 : 200).end();
  });
  ({ ctx } = await freshWorkspace());
  await seedEndpoints(
    ctx,
    Array.from({ length: ENDPOINTS }, (_, at) => receiver.url(`/${at}`)),
  );
  engine = await startEngineProcess(env.databaseUrl ?? "", { RETRY_SCALE: "0.02" });
});

afterEach(async () => {
  await engine.kill();
  await receiver.close();
});

interface Part {
  /** Of a batch, the middle one of them. */
  p95: number;
  cpuPerDelivery: number;
  /** Resident, at its end. */
  mib: number;
}

/** Batches one after the other until a tenth is delivered. */
async function part(): Promise<Part> {
  const p95s: number[] = [];
  const cpuBefore = cpuMs(engine.pid);
  for (let left = DELIVERIES / PARTS; left > 0; left -= BATCH * ENDPOINTS) {
    const before = receiver.received.length;
    const sentAt = Date.now();
    await acceptBatch(
      ctx,
      Array.from({ length: BATCH }, () => SALE),
    );
    await receiver.arrived(before + BATCH * ENDPOINTS);
    const waits = receiver.received.slice(before).map(({ at }) => at - sentAt);
    p95s.push(percentile(waits, 0.95));
  }
  const cpuPerDelivery = ((cpuMs(engine.pid) - cpuBefore) * 1_000 * PARTS) / DELIVERIES;
  return { p95: percentile(p95s, 0.5), cpuPerDelivery, mib: residentMib(engine.pid) };
}

describe(`F24: ${DELIVERIES} deliveries of which one in twenty fails`, () => {
  test(
    "memory, open files and waits at the end are what they were after the warm-up, and all are delivered",
    COMPARED,
    async () => {
      const filesBefore = openFiles(engine.pid);
      for (let warm = 0; warm < WARM_UP; warm++) await part();
      const { objects: held } = await engine.holds();
      const parts: Part[] = [];
      for (let more = WARM_UP; more < PARTS; more++) parts.push(await part());
      const [first, last] = [parts[0]!, parts.at(-1)!];
      await vi.waitFor(
        async () =>
          expect(await prisma().delivery.count({ where: { workspaceId: ctx.workspace.id, state: "delivered" } })).toBe(
            DELIVERIES,
          ),
        { timeout: 60_000, interval: 100 },
      );
      // At rest: while it sends it keeps as many connections as the pace asks for.
      const filesAfter = await vi.waitFor(
        () => {
          const files = openFiles(engine.pid);
          expect(files).toBeLessThanOrEqual(filesBefore + DATABASE_CONNECTIONS);
          return files;
        },
        { timeout: 30_000, interval: 100 },
      );
      const { objects: heldAfter } = await engine.holds();
      figure(
        `${DELIVERIES} delivered, ${held.toFixed(1)} and ${heldAfter.toFixed(1)} MiB held (${first.mib.toFixed(0)} and ${last.mib.toFixed(0)} resident), ${filesBefore} and ${filesAfter} files open at rest, ${first.cpuPerDelivery.toFixed(0)} and ${last.cpuPerDelivery.toFixed(0)} µs of CPU each, p95 ${first.p95} and ${last.p95} ms`,
      );
      expect(heldAfter).toBeLessThan(held * 1.2);
      // What is resident goes up and down with what the collector has not come to yet.
      expect(last.mib).toBeLessThan(600);
      expect(last.cpuPerDelivery).toBeLessThanOrEqual(first.cpuPerDelivery * 1.2);
      // What else the machine does changes from the first to the last, so waits have a tenth of a second more than that.
      expect(last.p95).toBeLessThanOrEqual(Math.max(first.p95 * 1.2, first.p95 + 100));
    },
  );
});
