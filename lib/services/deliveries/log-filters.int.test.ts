import { describe, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { prisma } from "@/lib/db/client";
import { newId, newIdAt } from "@/lib/shared/ids";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { listDeliveries } from "./list";

withDatabase();

type Columns = Parameters<ReturnType<typeof prisma>["delivery"]["updateMany"]>[0]["data"];

async function aLog() {
  const { ctx, as } = await freshWorkspace();
  const outbound = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint({ name: "Orders API" }));
  const webhook = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
  let minutes = 0;
  const add = async (
    columns: Columns = {},
    endpoint: { id: string; surface: "outbound" | "workspace" | "link" } = outbound,
  ) => {
    const seeded = await seedDelivery(ctx, endpoint, { createdAt: new Date(Date.now() - ++minutes * 60_000) });
    await prisma().delivery.updateMany({ where: { id: seeded.id }, data: columns });
    return seeded;
  };
  return { ctx, as, outbound, webhook, add };
}

/** As the API is asked: the query string through the contract. */
const found = async (ctx: Context, query: Record<string, string>): Promise<string[]> =>
  (await listDeliveries(ctx, ListDeliveries.parse(query))).data.map((row) => row.id);

describe("each filter finds what it names and nothing else", () => {
  test("result takes codes, classes and error classes in one list", async () => {
    const { ctx, add } = await aLog();
    await add({ statusCode: 200 });
    const unavailable = await add({ state: "failed", statusCode: 503, errorClass: "http" });
    const teapot = await add({ state: "failed", statusCode: 418, errorClass: "http" });
    const slow = await add({ state: "failed", errorClass: "timeout" });
    const cut = await add({ state: "retrying", statusCode: 200, errorClass: "reset" });
    expect(await found(ctx, { result: "5xx,timeout" })).toEqual([unavailable.id, slow.id]);
    expect(await found(ctx, { result: "418,503,reset" })).toEqual([unavailable.id, teapot.id, cut.id]);
    // One row may be both, and still stands once in the list.
    expect(await found(ctx, { result: "http,503" })).toEqual([unavailable.id, teapot.id]);
    expect(await found(ctx, { statusCode: "4xx", errorClass: "http" })).toEqual([teapot.id]);
    expect(await found(ctx, { statusCode: "3xx" })).toEqual([]);
    expect(await found(ctx, { statusCode: "2xx" })).toHaveLength(2);
  });

  test("states, also those that wait, alone and with an endpoint", async () => {
    const { ctx, add, outbound, webhook } = await aLog();
    const pending = await add({ state: "pending" });
    const failed = await add({ state: "failed" });
    const other = await add({ state: "failed" }, webhook);
    const done = await add();
    expect(await found(ctx, { state: "pending,failed" })).toEqual([pending.id, failed.id, other.id]);
    expect(await found(ctx, { state: "failed", endpointId: outbound.id })).toEqual([failed.id]);
    expect(await found(ctx, { state: "failed", surface: "workspace" })).toEqual([other.id]);
    expect(await found(ctx, { state: "delivered" })).toEqual([done.id]);
    expect(await found(ctx, { endpointId: newId("endpoint") })).toEqual([]);
  });

  test("attempts: one, more, all that the endpoint's schedule allows", async () => {
    const { ctx, add, outbound } = await aLog();
    await prisma().endpoint.update({ where: { id: outbound.id }, data: { retryPreset: "fast" } });
    const one = await add({ attemptCount: 1 });
    const three = await add({ attemptCount: 3 });
    const all = await add({ attemptCount: 8, state: "failed" });
    expect(await found(ctx, { attempts: "1" })).toEqual([one.id]);
    expect(await found(ctx, { attempts: "2+" })).toEqual([three.id, all.id]);
    // As a browser sends a plus sign that nobody escaped.
    expect(await found(ctx, { attempts: "2 " })).toEqual([three.id, all.id]);
    expect(await found(ctx, { attempts: "max" })).toEqual([all.id]);
    expect(await found(ctx, { attempts: "1,max" })).toEqual([one.id, all.id]);
  });

  test("how long the receiver took, kind, replay, link, type and time", async () => {
    const { ctx, add } = await aLog();
    const replayId = newId("replay");
    const linkId = newId("link");
    const slow = await add({ responseTimeMs: 2_500 });
    const quick = await add({ responseTimeMs: 400 });
    const trial = await add({ kind: "test" });
    const again = await add({ kind: "replay", replayId });
    const linked = await add({ linkId });
    const sale = await add({ eventType: "sale.created" });
    expect(await found(ctx, { minResponseTimeMs: "1000" })).toEqual([slow.id]);
    expect(await found(ctx, { minResponseTimeMs: "2501" })).toEqual([]);
    expect(await found(ctx, { minResponseTimeMs: "300" })).toEqual([slow.id, quick.id]);
    expect(await found(ctx, { kind: "test" })).toEqual([trial.id]);
    expect(await found(ctx, { kind: "event,replay" })).not.toContain(trial.id);
    expect(await found(ctx, { replayId })).toEqual([again.id]);
    expect(await found(ctx, { linkId })).toEqual([linked.id]);
    expect(await found(ctx, { eventType: "sale.created" })).toEqual([sale.id]);
    expect(await found(ctx, { eventType: "link.clicked,sale.created", linkId })).toEqual([linked.id]);
    const end = trial.eventCreatedAt.toISOString();
    expect(await found(ctx, { start: again.eventCreatedAt.toISOString(), end })).toEqual([trial.id, again.id]);
  });

  test("the endpoints that an installation manages", async () => {
    const { ctx, add, outbound } = await aLog();
    const installationId = newId("installation");
    await prisma().installation.create({
      data: { id: installationId, workspaceId: ctx.workspace.id, provider: "slack", status: "active" },
    });
    const mine = await add();
    await prisma().endpoint.update({ where: { id: outbound.id }, data: { installationId } });
    const webhook = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
    await add({}, webhook);
    expect(await found(ctx, { installationId })).toEqual([mine.id]);
    expect(await found(ctx, { installationId, endpointId: webhook.id })).toEqual([]);
    expect(await found(ctx, { installationId: newId("installation") })).toEqual([]);
  });

  test("several at once narrow each other", async () => {
    const { ctx, add } = await aLog();
    const both = await add({ state: "failed", errorClass: "timeout", attemptCount: 3, responseTimeMs: 15_000 });
    await add({ state: "retrying", errorClass: "timeout", attemptCount: 3, responseTimeMs: 15_000 });
    await add({ state: "failed", errorClass: "dns", attemptCount: 3 });
    const query = { state: "failed", result: "timeout,5xx", attempts: "2+", minResponseTimeMs: "10000", kind: "event" };
    expect(await found(ctx, query)).toEqual([both.id]);
  });
});

describe("a search", () => {
  test("finds a delivery by its own id, its event's, one of its attempts' and that of a test", async () => {
    const { ctx, add, outbound } = await aLog();
    await add();
    const wanted = await add();
    const trial = await add({ kind: "test" });
    const startedAt = new Date();
    const attemptId = newIdAt("attempt", startedAt);
    await prisma().attempt.create({
      data: {
        id: attemptId,
        workspaceId: ctx.workspace.id,
        deliveryId: wanted.id,
        eventCreatedAt: wanted.eventCreatedAt,
        endpointId: outbound.id,
        number: 1,
        trigger: "automatic",
        startedAt,
        responseTimeMs: 1,
        requestUrl: "https://hooks.example.com/",
        requestHeaders: "[]",
        timings: [],
      },
    });
    expect(await found(ctx, { q: wanted.id })).toEqual([wanted.id]);
    expect(await found(ctx, { q: wanted.eventId })).toEqual([wanted.id]);
    expect(await found(ctx, { q: attemptId })).toEqual([wanted.id]);
    expect(await found(ctx, { q: newIdAt("attempt", startedAt) })).toEqual([]);
    const event = newIdAt("event", trial.eventCreatedAt);
    await prisma().delivery.updateMany({ where: { id: trial.id }, data: { eventId: event } });
    expect(await found(ctx, { q: event })).toEqual([trial.id]);
    expect(await found(ctx, { q: outbound.id })).toHaveLength(3);
    const stranger = await freshWorkspace();
    for (const q of [wanted.id, wanted.eventId, attemptId, outbound.id])
      expect(await found(stranger.ctx, { q })).toEqual([]);
  });

  test("finds what a request sent, by the request's id", async () => {
    const { ctx, add } = await aLog();
    const { id, eventId } = await add();
    const correlationId = newId("request");
    await prisma().event.updateMany({ where: { id: eventId }, data: { correlationId } });
    expect(await found(ctx, { q: correlationId })).toEqual([id]);
    expect(await found(ctx, { q: newId("request") })).toEqual([]);
  });

  test("finds text of a payload without regard to case, names of endpoints, and takes patterns for what they are", async () => {
    const { ctx, add, webhook } = await aLog();
    const { id, eventId } = await add({}, webhook);
    const named = await add();
    await prisma().event.updateMany({
      where: { id: eventId },
      data: { body: '{"email":"Ada_L@example.com","note":"50%"}' },
    });
    expect(await found(ctx, { q: "ada_l@EXAMPLE.com" })).toEqual([id]);
    expect(await found(ctx, { q: "50%" })).toEqual([id]);
    expect(await found(ctx, { q: "adaXl" })).toEqual([]);
    expect(await found(ctx, { q: "%_%" })).toEqual([]);
    expect(await found(ctx, { q: "orders api" })).toEqual([named.id]);
    await prisma().event.updateMany({ where: { id: eventId }, data: { erasedAt: new Date() } });
    expect(await found(ctx, { q: "ada_l" })).toEqual([]);
  });

  test("tells nobody what stands in payloads that they may not read", async () => {
    const { ctx, as, add } = await aLog();
    const { id, eventId } = await add();
    await prisma().event.updateMany({ where: { id: eventId }, data: { body: '{"email":"ada@example.com"}' } });
    expect(await found(ctx, { q: "ada@example" })).toEqual([id]);
    expect(await found(as("viewer"), { q: "ada@example" })).toEqual([]);
    expect(await found(as("viewer"), { q: "Orders" })).toEqual([id]);
  });

  test("without a range looks through the last day and says so", async () => {
    const { ctx, outbound } = await aLog();
    const old = await seedDelivery(ctx, outbound, { createdAt: new Date(Date.now() - 30 * 3_600_000) });
    const page = await listDeliveries(ctx, ListDeliveries.parse({ q: "launch" }));
    expect(page.data).toEqual([]);
    const hours = (Date.now() - Date.parse(page.meta.searchedUntil ?? "")) / 3_600_000;
    expect(hours).toBeCloseTo(24, 1);
    const start = new Date(Date.now() - 48 * 3_600_000).toISOString();
    expect(await found(ctx, { q: "launch", start })).toEqual([old.id]);
  });
});

test("a page that has looked at enough rows ends early, says how far it came, and its cursor finds the rest", async () => {
  const { ctx, add, outbound } = await aLog();
  const newest = await add({ responseTimeMs: 900 });
  const total = 15_000;
  await prisma().$executeRaw`
    INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state, created_at)
    SELECT 'dlv_' || lpad(n::text, 26, '0'), ${ctx.workspace.id}, 'evt_' || lpad(n::text, 26, '0'), now() - interval '1 hour' - n * interval '1 second',
      'link.clicked', ${outbound.id}, 'outbound', 'delivered', now() - interval '1 hour' - n * interval '1 second'
    FROM generate_series(1, ${total}::int) AS n`;
  const last = await seedDelivery(ctx, outbound, { createdAt: new Date(Date.now() - 10 * 3_600_000) });
  await prisma().delivery.updateMany({ where: { id: last.id }, data: { responseTimeMs: 900 } });

  const query = { minResponseTimeMs: "500" };
  const first = await listDeliveries(ctx, ListDeliveries.parse(query));
  expect(first.data.map((row) => row.id)).toEqual([newest.id]);
  expect(first.meta).toMatchObject({ hasMore: true, searchedUntil: expect.any(String) });
  const second = await listDeliveries(ctx, ListDeliveries.parse({ ...query, cursor: first.meta.nextCursor }));
  expect(second.data.map((row) => row.id)).toEqual([last.id]);
  expect(second.meta).toMatchObject({ hasMore: false, nextCursor: null });
  expect(second.meta.searchedUntil).toBeUndefined();

  let back = await listDeliveries(ctx, ListDeliveries.parse({ ...query, cursor: second.meta.prevCursor }));
  while (back.data.length === 0 && back.meta.prevCursor !== null)
    back = await listDeliveries(ctx, ListDeliveries.parse({ ...query, cursor: back.meta.prevCursor }));
  expect(back.data.map((row) => row.id)).toEqual([newest.id]);
});
