import { afterAll, expect, test } from "vitest";

import { anEndpoint, freshWorkspace, seedClick } from "@/e2e/fixtures/factories";
import { waitsForLock } from "@/e2e/fixtures/waits-for-lock";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { TrackConversion } from "@/lib/contracts/conversions";
import { eventType } from "@/lib/contracts/event-types";
import { edgePool, prisma } from "@/lib/db/client";
import { closeEnginePool } from "@/lib/db/engine/pool";
import { newId } from "@/lib/shared/ids";
import { MINUTE } from "@/lib/shared/time";
import { groupingKey } from "@/lib/webhooks/diagnosis";

import type { Context } from "../context";
import { trackConversion } from "../conversions/track";
import { redeliver } from "../deliveries/redeliver";
import { createEndpoint } from "../endpoints/create";
import { acceptEvent } from "../events/accept";
import { getEvent } from "../events/get";
import { createLink } from "../links/create";
import { deleteCustomer } from "./delete";
import { finishErasures } from "./finish-erasures";
import { updateCustomer, upsertCustomer } from "./upsert";

withDatabase();
afterAll(closeEnginePool);

const MARKER = "zyxmarker";
const EMAIL = `${MARKER}@example.com`;
const LATER = () => new Date(Date.now() + MINUTE);

/** Every table with a row in which the text stands, in any column: texts, JSON, lists, and bytes as they are dumped. */
async function tablesWith(text: string): Promise<string[]> {
  const tables = await edgePool().query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await edgePool().query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${name}" AS t WHERE strpos(lower(t::text), lower($1)) > 0 OR strpos(t::text, $2) > 0`,
      [text, Buffer.from(text).toString("hex")],
    );
    if (rows[0]?.count) found.push(name);
  }
  return found.toSorted();
}

/** A customer who stands in every place that can hold one. */
async function everywhere(ctx: Context) {
  const endpoint = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint());
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const clickId = await seedClick(ctx, link.id);
  await prisma().click.updateMany({ where: { id: clickId }, data: { userAgent: MARKER, visitor: MARKER } });
  const { customer } = await upsertCustomer(ctx, { externalId: `old-${MARKER}`, email: `old${EMAIL}`, name: MARKER });
  await updateCustomer(ctx, customer.id, { externalId: `ext-${MARKER}`, email: EMAIL });
  const given = { externalId: `ext-${MARKER}`, email: EMAIL, name: `${MARKER} Buyer` };
  await trackConversion(
    ctx,
    TrackConversion.parse({ clickId, event: "sale", value: 5, customer: given, metadata: { who: MARKER } }),
  );
  const sample = eventType("sale.created").sample;
  const posted = [
    { ...sample, customer: { ...sample.customer, externalId: `old-${MARKER}` }, metadata: { who: MARKER } },
    { ...sample, customer: { ...sample.customer, id: "cus_x", externalId: null, email: EMAIL.toUpperCase() } },
  ];
  for (const data of posted) await acceptEvent(ctx, { type: "sale.created", data });
  const events = await ctx.db.event.findMany({ where: { body: { contains: MARKER, mode: "insensitive" } } });
  return { customer, endpoint, clickId, events };
}

type Place = Awaited<ReturnType<typeof everywhere>>;
type State = "delivered" | "pending" | "retrying" | "held" | "skipped" | "failed";

const groupOf = ({ endpoint }: Place) =>
  groupingKey({
    endpointId: endpoint.id,
    cause: "internal",
    statusCode: 422,
    responseBody: `No such buyer: ${EMAIL}`,
  });

async function seedDeliveryOf(ctx: Context, place: Place, at: number, state: State): Promise<string> {
  const event = place.events[at];
  if (!event) throw new Error("There are not that many events.");
  const key = { workspaceId: ctx.workspace.id, eventCreatedAt: event.createdAt, endpointId: place.endpoint.id };
  const id = newId("delivery");
  await prisma().delivery.create({
    data: {
      ...key,
      id,
      eventId: event.id,
      eventType: event.type,
      surface: "workspace",
      state,
      reasonDetail: { path: "data.customer.email", operator: "$eq", operand: "x", actual: EMAIL, negated: false },
      failureGroup: state === "failed" ? groupOf(place) : null,
      nextAttemptAt: state === "pending" || state === "retrying" ? LATER() : null,
    },
  });
  await prisma().attempt.create({
    data: {
      ...key,
      id: newId("attempt"),
      deliveryId: id,
      number: 1,
      trigger: "automatic",
      startedAt: event.createdAt,
      responseTimeMs: 12,
      requestUrl: "https://hooks.example.com/in",
      requestHeaders: "[]",
      responseHeaders: JSON.stringify([["x-buyer", MARKER]]),
      responseBody: Buffer.from(`{"buyer":"${EMAIL}"}`),
    },
  });
  return id;
}

async function seedTheRest(ctx: Context, place: Place): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const correlationId = newId("receipt");
  const [first] = place.events;
  await prisma().event.updateMany({ where: { id: first?.id ?? "" }, data: { correlationId } });
  const receipt = (produced: object, correlation: string | null) =>
    prisma().receipt.create({
      data: {
        id: newId("receipt"),
        workspaceId,
        provider: "stripe",
        externalId: newId("receipt"),
        state: "processed",
        headers: MARKER,
        body: MARKER,
        produced,
        correlationId: correlation,
      },
    });
  await receipt([], correlationId);
  await receipt({ customerId: place.customer.id }, null);
  const body = JSON.stringify({ data: { note: MARKER } });
  const createdAt = new Date();
  await prisma().event.create({
    data: {
      id: newId("event"),
      workspaceId,
      type: "sale.created",
      body: body.replace(MARKER, EMAIL),
      source: "test",
      occurredAt: createdAt,
      createdAt,
    },
  });
  await prisma().auditEntry.updateMany({ where: { objectId: place.customer.id }, data: { objectName: MARKER } });
  await prisma().incident.create({
    data: {
      id: newId("incident"),
      workspaceId,
      endpointId: place.endpoint.id,
      failureGroup: groupOf(place),
      errorClass: "http",
      firstSeenAt: createdAt,
      lastSeenAt: createdAt,
      sampleDelivery: newId("delivery"),
    },
  });
}

test("nothing of a deleted customer is left in any table, and what was delivered stays in the log without it", async () => {
  const { ctx } = await freshWorkspace();
  const place = await everywhere(ctx);
  const states = ["delivered", "skipped", "failed", "pending", "held"] as const;
  const ids = await Promise.all(states.map((state, at) => seedDeliveryOf(ctx, place, at, state)));
  await seedTheRest(ctx, place);
  const before = await tablesWith(MARKER);
  expect(before).toEqual(
    expect.arrayContaining(
      "attempts audit_entries clicks conversions customers deliveries events incidents receipts".split(" "),
    ),
  );

  await deleteCustomer(ctx, place.customer.id);
  await finishErasures(LATER());

  expect(await tablesWith(MARKER)).toEqual([]);
  expect(await tablesWith(MARKER.slice(0, 6))).toEqual([]);
  expect(await ctx.db.erasure.count({})).toBe(0);
  const left = await ctx.db.delivery.findMany({ where: { id: { in: ids } } });
  const stateOf = new Map(left.map((row) => [row.id, row.state]));
  expect(ids.map((id) => stateOf.get(id))).toEqual(["delivered", "skipped", "failed", "canceled", "canceled"]);
  for (const id of ids)
    await expect(redeliver(ctx, { id })).rejects.toMatchObject({
      error: "CONFLICT",
      message: expect.stringMatching(/erased/),
    });
  const sale = await ctx.db.conversion.findFirstOrThrow({ where: { class: "sale" } });
  expect(sale).toMatchObject({ amount: 500n, customerId: place.customer.id, metadata: null });
  expect(await getEvent(ctx, place.events[0]?.id ?? "")).toMatchObject({ body: null, erasedAt: expect.any(String) });
});

test("events of others, of other workspaces and of namesakes keep every byte", async () => {
  const [{ ctx }, other] = [await freshWorkspace(), await freshWorkspace()];
  const { customer } = await upsertCustomer(ctx, { externalId: "c-1", email: "ada@example.com", name: "Ada" });
  await upsertCustomer(ctx, { externalId: "c-11", email: "ada@example.com.au", name: "Ada" });
  await upsertCustomer(other.ctx, { externalId: "c-1", email: "ada@example.com", name: "Ada" });
  const partner = eventType("partner.enrolled").sample;
  await acceptEvent(ctx, {
    type: "partner.enrolled",
    data: { ...partner, partner: { ...partner.partner, email: "ada@example.com" } },
  });
  const others = () =>
    prisma().event.findMany({
      where: {
        OR: [
          { workspaceId: other.ctx.workspace.id },
          { customerId: { not: customer.id } },
          { customerId: null, workspaceId: ctx.workspace.id },
        ],
      },
      orderBy: { id: "asc" },
    });
  const kept = await others();
  expect(kept.length).toBeGreaterThanOrEqual(3);
  await deleteCustomer(ctx, customer.id);
  await finishErasures(LATER());
  expect(await others()).toEqual(kept);
  expect(await ctx.db.event.count({ where: { erasedAt: { not: null } } })).toBe(1);
});

test("erasing reads thousands of events in pages, goes on where it stopped, and two runs at once do no harm", async () => {
  const { ctx } = await freshWorkspace();
  const { customer } = await upsertCustomer(ctx, { externalId: `ext-${MARKER}`, email: EMAIL });
  await edgePool().query(
    `INSERT INTO events (id, workspace_id, type, body, source, occurred_at, created_at, customer_id)
     SELECT 'evt_' || lpad(n::text, 26, '0'), $1, 'lead.created',
       json_build_object('data', json_build_object('customer', CASE WHEN n % 50 = 0 THEN json_build_object('email', $2::text) END))::text,
       'api', now(), now() - n * interval '1 ms', CASE WHEN n % 70 = 0 THEN $3 END
     FROM generate_series(1, 5000) AS n`,
    [ctx.workspace.id, EMAIL, customer.id],
  );
  await deleteCustomer(ctx, customer.id);
  await Promise.all([finishErasures(LATER()), finishErasures(LATER())]);
  await finishErasures(LATER());
  expect(await tablesWith(MARKER)).toEqual([]);
  expect(await ctx.db.event.count({ where: { erasedAt: { not: null } } })).toBe(
    Math.floor(5000 / 50) + Math.floor(5000 / 70) - Math.floor(5000 / 350) + 1,
  );
});

test("an event that a planner has in hand is waited for, and what it planned is canceled", async () => {
  const { ctx } = await freshWorkspace();
  const endpoint = await createEndpoint(ctx, { surface: "workspace" }, anEndpoint({ events: ["customer.created"] }));
  const { customer } = await upsertCustomer(ctx, { externalId: "c-1", email: EMAIL });
  const event = await ctx.db.event.findFirstOrThrow({ where: { customerId: customer.id } });
  await deleteCustomer(ctx, customer.id);
  const planner = await edgePool().connect();
  await planner.query("BEGIN");
  await planner.query("SELECT id FROM outbox WHERE event_id = $1 FOR UPDATE", [event.id]);
  const erasing = finishErasures(LATER());
  await waitsForLock(erasing);
  await planner.query(
    `INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, endpoint_id, surface, state, next_attempt_at)
     VALUES ($1, $2, $3, $4, $5, $6, 'workspace', 'pending', now())`,
    [newId("delivery"), ctx.workspace.id, event.id, event.createdAt, event.type, endpoint.id],
  );
  await planner.query("COMMIT");
  planner.release();
  await erasing;
  expect(await ctx.db.delivery.findFirstOrThrow({})).toMatchObject({ state: "canceled", reason: "erased" });
});
