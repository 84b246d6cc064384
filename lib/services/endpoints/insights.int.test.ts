import { afterEach, expect, test, vi } from "vitest";

import { anEndpoint, freshWorkspace, type SeededDelivery, seedDelivery } from "@/e2e/fixtures/factories";
import { type Receiver, startReceiver } from "@/e2e/fixtures/receiver";
import { withEngine } from "@/e2e/fixtures/with-engine";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { readStats } from "@/lib/db/endpoints/stats";
import { newId } from "@/lib/shared/ids";
import { HOUR } from "@/lib/shared/time";

import type { Context } from "../context";
import { redeliver } from "../deliveries/redeliver";
import { acceptBatch } from "../events/accept";
import { createEndpoint } from "./create";
import { disableEndpoint } from "./disable";
import { enableEndpoint } from "./enable";
import { getEndpointEventTypes } from "./event-type-figures";
import { getEndpointFailures } from "./failures";
import { sumOf } from "./figures";
import { foldTallies } from "./fold-tallies";
import { getEndpointHealth } from "./health";
import { getEndpointLedger, ledgerAsCsv } from "./ledger";
import { getEndpointStats } from "./stats";
import { testEndpoint } from "./test";

withEngine();

const OUTBOUND = { surface: "outbound" } as const;
const receivers: Receiver[] = [];

afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

async function destination(ctx: Context, answer?: Parameters<typeof startReceiver>[0], more: object = {}) {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  const input = { url: receiver.url("/in"), events: ["sale.created"], ...more };
  return { receiver, ...(await createEndpoint(ctx, OUTBOUND, input)) };
}

const sales = (count: number, amount = 1_900) =>
  Array.from({ length: count }, () => ({
    type: "sale.created",
    data: { ...eventType("sale.created").sample, amount },
  }));

/** Waits until the ledger says this and nothing is on its way any more. */
const settledLedger = (ctx: Context, id: string, matched: number, states: object = {}) =>
  vi.waitFor(
    async () =>
      expect((await getEndpointLedger(ctx, id)).total).toMatchObject({
        matched,
        inFlight: 0,
        balanced: true,
        ...states,
      }),
    { timeout: 15_000, interval: 50 },
  );

const answered = (statusCode: number) => ({ errorClass: "http" as const, statusCode });

/** An attempt as the engine would have kept it. */
const attemptOf = (
  ctx: Context,
  endpointId: string,
  delivery: SeededDelivery,
  { number, minutesAgo, more }: { number: number; minutesAgo: number; more: object },
) => ({
  id: newId("attempt"),
  workspaceId: ctx.workspace.id,
  deliveryId: delivery.id,
  eventCreatedAt: delivery.eventCreatedAt,
  endpointId,
  number,
  trigger: "automatic" as const,
  startedAt: new Date(Date.now() - minutesAgo * 60_000),
  responseTimeMs: 20,
  requestUrl: "https://hooks.example.com/in",
  requestHeaders: "[]",
  timings: [],
  ...more,
});

test("every event that was meant for an endpoint stands in one state of the ledger, through pause, filter, failure and redelivery", async () => {
  const { ctx } = await freshWorkspace();
  let status = 200;
  const { id } = await destination(ctx, (_request, response) => response.writeHead(status).end(), {
    filters: { amount: { $gte: 1_000 } },
    retryPreset: "none",
  });
  await acceptBatch(ctx, [...sales(6), ...sales(4, 10)]);
  await settledLedger(ctx, id, 10, { delivered: 6, skipped: 4 });
  status = 500;
  await acceptBatch(ctx, sales(3));
  await settledLedger(ctx, id, 13, { delivered: 6, failed: 3, skipped: 4 });
  await disableEndpoint(ctx, OUTBOUND, id);
  await acceptBatch(ctx, sales(5));
  await settledLedger(ctx, id, 18, { held: 5 });
  await foldTallies();
  await enableEndpoint(ctx, OUTBOUND, id, { held: "discard" });
  await settledLedger(ctx, id, 18, { held: 0, canceled: 5 });
  status = 200;
  const failed = await ctx.db.delivery.findFirstOrThrow({ where: { endpointId: id, state: "failed" } });
  await redeliver(ctx, { id: failed.id });
  const end = { delivered: 7, failed: 2, skipped: 4, canceled: 5, held: 0, balanced: true };
  await vi.waitFor(async () => expect((await getEndpointLedger(ctx, id)).total).toMatchObject(end));
  // Tests count for nothing, and folding moves counts without changing them.
  await testEndpoint(ctx, OUTBOUND, id, { signWith: "all" });
  await Promise.all([foldTallies(), foldTallies()]);
  expect((await getEndpointLedger(ctx, id)).total).toMatchObject({ matched: 18, ...end });
  expect(await ctx.db.endpointTallyChange.count({ where: { endpointId: id } })).toBe(0);
});

test("a delivery that nobody planned, or one that went missing, shows as a ledger that does not balance", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await destination(ctx);
  await acceptBatch(ctx, sales(2));
  await settledLedger(ctx, id, 2);
  await seedDelivery(ctx, { id, surface: "outbound" }, { state: "delivered" });
  expect((await getEndpointLedger(ctx, id)).total).toMatchObject({ matched: 2, delivered: 3, balanced: false });
});

test("the ledger is a file with a line a day", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await destination(ctx);
  await acceptBatch(ctx, sales(2));
  await settledLedger(ctx, id, 2);
  const today = new Date().toISOString().slice(0, 10);
  expect(ledgerAsCsv(await getEndpointLedger(ctx, id))).toBe(
    "day,matched,delivered,failed,held,skipped,canceled,inFlight,balanced\r\n" +
      `${today},2,2,0,0,0,0,0,true\r\ntotal,2,2,0,0,0,0,0,true\r\n`,
  );
});

test("statistics and score count every attempt but tests, and agree with the log", async () => {
  const { ctx } = await freshWorkspace();
  let calls = 0;
  const { id } = await destination(
    ctx,
    (_request, response) => response.writeHead(++calls % 4 === 0 ? 503 : 200).end(),
    {
      retryPreset: "fast",
    },
  );
  await acceptBatch(ctx, sales(20));
  await settledLedger(ctx, id, 20);
  await testEndpoint(ctx, OUTBOUND, id, { signWith: "all" });
  const where = { endpointId: id, trigger: { not: "test" as const } };
  const attempts = await ctx.db.attempt.findMany({ where });
  const firstSucceeded = attempts.filter((each) => each.number === 1 && each.errorClass === null).length;
  const counted = await vi.waitFor(
    async () => {
      const stats = await getEndpointStats(ctx, id, { range: "24h" });
      expect(stats.total).toMatchObject({ succeeded: 20, retried: attempts.length - 20, failed: 0, successRate: 1 });
      return stats;
    },
    { timeout: 8_000 },
  );
  expect(counted.buckets).toHaveLength(48);
  expect(counted.buckets.at(-1)?.succeeded ?? 0).toBeGreaterThan(0);
  expect(counted.total.firstAttemptRate).toBeCloseTo(firstSucceeded / 20);
  const health = await getEndpointHealth(ctx, id);
  expect(health).toMatchObject({ delivered: 20, attempts: attempts.length, firstAttempts: 20, retrying: 0, cap: null });
  expect(health.score).toBe(Math.round(60 + (25 * firstSucceeded) / 20 + 15));
  for (const range of ["7d", "30d"] as const)
    expect((await getEndpointStats(ctx, id, { range })).total.succeeded).toBe(20);

  // The engines' counts and those made anew from the attempts are the same.
  const since = new Date(Date.now() - 86_400_000);
  const { latencies: _fromEngine, ...seen } = { latencies: [], ...sumOf(await readStats(ctx.workspace.id, id, since)) };
  const { types } = await getEndpointEventTypes(ctx, id, { range: "24h" });
  expect(types).toMatchObject([{ eventType: "sale.created", deliveries: 20, succeeded: 20, failed: 0 }]);
  expect(types[0]).toMatchObject({ retried: seen.retried, firstAttemptRate: seen.firstAttemptRate, p95: seen.p95 });
  await prisma().$executeRaw`SELECT linquid_rebuild_stats('-infinity', 'infinity')`;
  expect(sumOf(await readStats(ctx.workspace.id, id, since))).toEqual(seen);
  await prisma().$executeRaw`SELECT linquid_rebuild_type_stats('-infinity', 'infinity')`;
  expect((await getEndpointEventTypes(ctx, id, { range: "24h" })).types).toEqual(types);
});

test("an event type that is subscribed to shows before it happens, and one that is left out for as long as it did", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await createEndpoint(ctx, OUTBOUND, anEndpoint({ events: ["sale.created", "lead.created"] }));
  const slot = new Date(Math.floor(Date.now() / HOUR) * HOUR);
  const counts = { first: 4, firstSucceeded: 3, succeeded: 3, retried: 1, latencies: [] };
  await prisma().endpointTypeStat.createMany({
    data: [
      { endpointId: id, workspaceId: ctx.workspace.id, eventType: "link.clicked", writer: "a", slot, ...counts },
      { endpointId: id, workspaceId: ctx.workspace.id, eventType: "link.clicked", writer: "b", slot, ...counts },
    ],
  });
  const { types } = await getEndpointEventTypes(ctx, id, { range: "1h" });
  expect(types.map(({ eventType, deliveries }) => [eventType, deliveries])).toEqual([
    ["link.clicked", 8],
    ["lead.created", 0],
    ["sale.created", 0],
  ]);
});

test("figures of a chosen range are of all its buckets and of nothing after it, and a range that ends first is refused", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await destination(ctx);
  const hour = Math.floor(Date.now() / HOUR) * HOUR - 6 * HOUR;
  const at = (minutes: number): Date => new Date(hour + minutes * 60_000);
  await prisma().endpointStat.createMany({
    data: [0, 15, 30, 60].map((minutes) => ({
      endpointId: id,
      workspaceId: ctx.workspace.id,
      slot: at(minutes),
      writer: "a",
      succeeded: minutes + 1,
      latencies: [],
    })),
  });
  const range = { range: "24h" as const, start: at(20), end: at(45) };
  const { bucket, buckets, total } = await getEndpointStats(ctx, id, range);
  expect(bucket).toBe("15m");
  expect(buckets.map(({ start, end, succeeded }) => [start, end, succeeded])).toEqual([
    [at(15).toISOString(), at(30).toISOString(), 16],
    [at(30).toISOString(), at(45).toISOString(), 31],
  ]);
  expect(total.succeeded).toBe(47);
  for (const call of [getEndpointStats, getEndpointEventTypes, getEndpointFailures])
    await expect(call(ctx, id, { ...range, end: at(20) })).rejects.toMatchObject({ error: "VALIDATION_ERROR" });
});

test("failures are told by cause with what to do, count a delivery once, and are over once others succeeded", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, OUTBOUND, anEndpoint());
  const [one, two] = [await seedDelivery(ctx, endpoint), await seedDelivery(ctx, endpoint)];
  const failed = (delivery: SeededDelivery, number: number, minutesAgo: number, more: object) =>
    attemptOf(ctx, endpoint.id, delivery, { number, minutesAgo, more });
  await prisma().attempt.createMany({
    data: [
      failed(one, 1, 5, answered(503)),
      failed(one, 2, 3, answered(503)),
      failed(two, 1, 4, answered(503)),
      failed(two, 2, 2, { errorClass: "timeout" }),
      failed(one, 3, 1, { errorClass: "timeout", trigger: "test" }),
      failed(one, 4, 40, answered(404)),
      failed(one, 5, 3 * 24 * 60, answered(404)),
      failed(two, 3, 1, { statusCode: 200 }),
    ],
  });
  await prisma().endpointHealth.update({
    where: { endpointId: endpoint.id },
    data: { lastSuccessAt: new Date(Date.now() - 60_000) },
  });
  const { groups, exact, counted } = await getEndpointFailures(ctx, endpoint.id, { range: "24h" });
  expect({ exact, counted }).toEqual({ exact: true, counted: 5 });
  expect(groups).toMatchObject([
    { cause: "timeout", attempts: 1, deliveries: 1, nextStep: { key: "raise_timeout" }, resolved: false },
    {
      headline: "Your receiver failed (503).",
      attempts: 3,
      deliveries: 2,
      eventTypes: ["link.clicked"],
      sampleDeliveryId: one.id,
      nextStep: { key: "see_response" },
      resolved: false,
    },
    { cause: "http_404", attempts: 1, nextStep: { key: "edit_url" }, resolved: true },
  ]);
  expect(Date.parse(groups[1]!.firstSeenAt)).toBeLessThan(Date.parse(groups[1]!.lastSeenAt));
});

test("an endpoint with few attempts has no score, and one that was turned off has 0", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await destination(ctx);
  expect(await getEndpointHealth(ctx, id)).toMatchObject({ score: null, band: "not_enough_data", p95: null });
  await ctx.db.endpoint.updateMany({ where: { id }, data: { state: "disabled", stateCode: "failing" } });
  expect(await getEndpointHealth(ctx, id)).toMatchObject({ score: 0, band: "failing", cap: "turned_off" });
});

test("a day's bucket begins where the workspace's day begins", async () => {
  const { ctx } = await freshWorkspace();
  const { id } = await destination(ctx);
  const there = { ...ctx, workspace: { ...ctx.workspace, timeZone: "Asia/Kathmandu" } };
  const { buckets } = await getEndpointStats(there, id, { range: "30d" });
  expect(buckets).toHaveLength(30);
  for (const { start } of buckets) expect(start).toMatch(/T18:15:00\.000Z$/);
});

test("failures of events that are past retention are out of reach", async () => {
  const { ctx } = await freshWorkspace({ plan: "starter" });
  const endpoint = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
  const minute = 60_000;
  for (const daysAgo of [5, 8]) {
    const delivery = await seedDelivery(ctx, endpoint, {
      createdAt: new Date(Date.now() - daysAgo * 24 * 60 * minute),
    });
    await prisma().attempt.create({
      data: attemptOf(ctx, endpoint.id, delivery, { number: 1, minutesAgo: 4 * 24 * 60, more: answered(503) }),
    });
  }
  const { groups } = await getEndpointFailures(ctx, endpoint.id, { range: "30d" });
  expect(groups).toMatchObject([{ attempts: 1, deliveries: 1 }]);
});

test("figures of an endpoint are found by those who may see its surface alone", async () => {
  const [mine, other] = [await freshWorkspace(), await freshWorkspace()];
  const { id } = await destination(mine.ctx);
  const linksOnly = { ...mine.ctx, can: (permission: string) => permission === "links:read" };
  for (const [ctx, target] of [
    [linksOnly, id],
    [other.ctx, id],
    [mine.ctx, newId("endpoint")],
  ] as const)
    for (const call of [
      getEndpointHealth,
      getEndpointLedger,
      getEndpointStats,
      getEndpointEventTypes,
      getEndpointFailures,
    ])
      await expect(call(ctx, target, { range: "24h" })).rejects.toMatchObject({ error: "NOT_FOUND" });
});
