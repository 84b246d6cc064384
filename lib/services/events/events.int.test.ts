import { expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedDelivery } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { ListEvents } from "@/lib/contracts/event-records";
import { eventType } from "@/lib/contracts/event-types";
import { prisma } from "@/lib/db/client";
import { newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { createEndpoint } from "../endpoints/create";
import { createLink } from "../links/create";
import { acceptBatch, acceptEvent } from "./accept";
import { getEvent } from "./get";
import { listEvents } from "./list";

withDatabase();

const SALE = { type: "sale.created" as const, data: eventType("sale.created").sample };
const LEAD = { type: "lead.created" as const, data: eventType("lead.created").sample };
const list = (ctx: Context, query: object = {}) => listEvents(ctx, ListEvents.parse(query));
const idsOf = async (ctx: Context, query: object) => (await list(ctx, query)).data.map((event) => event.id);
const aLink = (ctx: Context) => createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });

test("a batch answers item by item: unknown link, foreign link, future, repeated and stolen keys", async () => {
  const [one, other] = [await freshWorkspace(), await freshWorkspace()];
  const foreign = await aLink(other.ctx);
  const own = await aLink(one.ctx);
  const ahead = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const results = await acceptBatch(one.ctx, [
    { ...SALE, linkId: own.id, idempotencyKey: "k" },
    { ...SALE, linkId: own.id, idempotencyKey: "k" },
    { ...LEAD, idempotencyKey: "k" },
    { ...SALE, linkId: foreign.id },
    { ...SALE, linkId: newId("link") },
    { ...SALE, occurredAt: ahead(6) },
    { ...SALE, occurredAt: ahead(4) },
    { ...SALE, more: 1 },
    "no event",
  ]);
  const said = results.map((result) => ("id" in result ? result.type : result.error));
  expect(said).toEqual([
    "sale.created",
    "sale.created",
    "IDEMPOTENCY_CONFLICT",
    ...Array.from({ length: 3 }, () => "VALIDATION_ERROR"),
    "sale.created",
    ...Array.from({ length: 2 }, () => "VALIDATION_ERROR"),
  ]);
  expect(results[0]).toEqual(results[1]);
  expect(results[3]).toEqual(results[4]);
  expect(results[3]).toMatchObject({ details: [{ path: "linkId" }] });
  expect((await list(one.ctx)).data).toHaveLength(3);
});

test("a batch without one valid event is a 400 that names each, one of stolen keys alone a 409, and neither leaves a trace", async () => {
  const { ctx } = await freshWorkspace();
  await acceptEvent(ctx, { ...SALE, idempotencyKey: "k" });
  await expect(acceptBatch(ctx, [{ ...LEAD, idempotencyKey: "k" }])).rejects.toMatchObject({
    error: "IDEMPOTENCY_CONFLICT",
  });
  await expect(acceptBatch(ctx, [{}, { ...SALE, linkId: "x" }])).rejects.toMatchObject({
    error: "VALIDATION_ERROR",
    details: expect.arrayContaining([
      expect.objectContaining({ path: "events.0.type" }),
      expect.objectContaining({ path: "events.1.linkId" }),
    ]),
  });
  expect((await list(ctx)).data).toHaveLength(1);
  expect(await ctx.db.outbox.count({})).toBe(1);
});

test("an update sent from outside carries its old values, and nothing else can", async () => {
  const { ctx } = await freshWorkspace();
  const updated = { type: "commission.updated" as const, data: eventType("commission.updated").sample };
  const { id } = await acceptEvent(ctx, { ...updated, previousAttributes: { status: "pending" } });
  expect(JSON.parse((await getEvent(ctx, id)).body ?? "")).toMatchObject({ previousAttributes: { status: "pending" } });
  for (const event of [
    { ...updated, previousAttributes: { constructor: 1 } },
    { ...SALE, previousAttributes: { amount: 1 } },
  ])
    await expect(acceptEvent(ctx, event)).rejects.toMatchObject({
      details: [{ path: expect.stringMatching(/^previousAttributes/) }],
    });
});

test("the list shows this workspace's events newest first, reads on both ways and never shows a test", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  await acceptEvent(other.ctx, SALE);
  const made: string[] = [];
  for (let n = 0; n < 5; n++) made.unshift((await acceptEvent(ctx, SALE)).id);
  await prisma().event.updateMany({ where: { id: made[2] ?? "" }, data: { source: "test" } });
  const seen = made.filter((_, at) => at !== 2);
  const first = await list(ctx, { limit: "2" });
  const second = await list(ctx, { limit: "2", cursor: first.meta.nextCursor });
  expect([...first.data, ...second.data].map((event) => event.id)).toEqual(seen);
  expect(second.meta).toMatchObject({ hasMore: false, nextCursor: null });
  expect(await list(ctx, { limit: "2", cursor: second.meta.prevCursor })).toMatchObject({
    data: first.data,
    meta: { prevCursor: null },
  });
});

test("filters find by type, family, link, customer, source, time, key and id, and nothing of another workspace", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const link = await aLink(ctx);
  const sale = await acceptEvent(ctx, { ...SALE, linkId: link.id, idempotencyKey: "order-7" });
  const lead = await acceptEvent(ctx, LEAD);
  const customerId = newId("customer");
  await prisma().event.updateMany({ where: { id: lead.id }, data: { customerId } });
  expect(await idsOf(ctx, { type: "sale.created" })).toEqual([sale.id]);
  expect(await idsOf(ctx, { type: "lead,sale" })).toEqual([lead.id, sale.id]);
  expect(await idsOf(ctx, { linkId: link.id, type: "sale" })).toEqual([sale.id]);
  expect(await idsOf(ctx, { customerId })).toEqual([lead.id]);
  expect(await idsOf(ctx, { source: "link" })).toHaveLength(1);
  expect(await idsOf(ctx, { idempotencyKey: "order-7" })).toEqual([sale.id]);
  for (const q of ["order-7", sale.id]) expect(await idsOf(ctx, { q })).toEqual([sale.id]);
  const today = new Date().toISOString().slice(0, 10);
  expect(await idsOf(ctx, { start: today, end: today })).toHaveLength(3);
  expect(await idsOf(ctx, { end: "2020-01-01" })).toEqual([]);
  for (const query of [{ q: "order-7" }, { q: sale.id }, { linkId: link.id }])
    expect(await idsOf(other.ctx, query)).toEqual([]);
  expect(ListEvents.safeParse({ type: "nothing" }).success).toBe(false);
});

test("what is past the plan's retention is out of reach, also while its row is still there", async () => {
  const { ctx } = await freshWorkspace({ plan: "starter" });
  const { id } = await acceptEvent(ctx, SALE);
  await prisma().event.updateMany({ where: { id }, data: { createdAt: new Date(Date.now() - 7.01 * DAY) } });
  expect(await idsOf(ctx, { q: id })).toEqual([]);
  await expect(getEvent(ctx, id)).rejects.toMatchObject({ error: "NOT_FOUND" });
});

test("the payload is shown to those who may read payloads, and to nobody once it is erased", async () => {
  const { ctx, as } = await freshWorkspace();
  const { id } = await acceptEvent(ctx, SALE);
  expect((await getEvent(ctx, id)).body).toContain('"amount":4900');
  expect(await getEvent(as("viewer"), id)).toMatchObject({ body: null, payloadVisible: false });
  await prisma().event.updateMany({ where: { id }, data: { erasedAt: new Date() } });
  expect(await getEvent(ctx, id)).toMatchObject({ body: null, payloadVisible: true, erasedAt: expect.any(String) });
});

test("a trace leads from the provider's request over its events to their deliveries, in the order of time", async () => {
  const { ctx, as } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "outbound" }, anEndpoint());
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
  const one = await seedDelivery(ctx, endpoint, { createdAt: ago(4) });
  const two = await seedDelivery(ctx, endpoint, { createdAt: ago(3), state: "failed" });
  const correlationId = newId("receipt");
  await prisma().event.updateMany({ where: { id: { in: [one.eventId, two.eventId] } }, data: { correlationId } });
  await prisma().receipt.create({
    data: {
      id: correlationId,
      workspaceId: ctx.workspace.id,
      provider: "stripe",
      externalId: "evt_1",
      topic: "invoice.paid",
      state: "processed",
      correlationId,
      receivedAt: ago(5),
    },
  });
  const { trace, deliveries } = await getEvent(ctx, two.eventId);
  expect(trace.truncated).toBe(false);
  expect(trace.steps.map((step) => [step.kind, step.id])).toEqual([
    ["receipt", correlationId],
    ["event", one.eventId],
    ["delivery", one.id],
    ["event", two.eventId],
    ["delivery", two.id],
  ]);
  expect(deliveries.map((delivery) => delivery.id)).toEqual([two.id]);
  const stranger = await getEvent(
    { ...as("viewer"), can: (permission) => permission === "links:read" || permission === "events:read" },
    two.eventId,
  );
  expect(stranger.trace.steps.map((step) => step.kind)).toEqual(["event", "event"]);
  expect(stranger.deliveries).toEqual([]);
});
