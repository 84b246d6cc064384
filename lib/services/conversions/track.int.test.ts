import { expect, test } from "vitest";

import { freshWorkspace, seedClick } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { TrackConversion } from "@/lib/contracts/conversions";
import { eventType, type EventTypeName } from "@/lib/contracts/event-types";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { createLink } from "../links/create";
import { trackConversion } from "./track";

withDatabase();

async function withClick(daysAgo = 0) {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  return { ctx, link, clickId: await seedClick(ctx, link.id, daysAgo) };
}

const track = (ctx: Context, input: object) => trackConversion(ctx, TrackConversion.parse(input));

interface Body {
  type: EventTypeName;
  data: { [object: string]: unknown };
}

/** What was announced, apart from the link itself; each body is checked against its type. */
async function announced(ctx: Context): Promise<Body[]> {
  const rows = await ctx.db.event.findMany({ where: { type: { not: "link.created" } }, orderBy: { id: "asc" } });
  expect(await ctx.db.outbox.count({ where: { eventId: { in: rows.map((row) => row.id) } } })).toBe(rows.length);
  const bodies = rows.map((row) => JSON.parse(row.body) as Body);
  for (const body of bodies) expect(eventType(body.type).data.parse(body.data)).toEqual(body.data);
  return bodies;
}

test("a sale keeps its exact amount and names click, link and customer in its event", async () => {
  const { ctx, link, clickId } = await withClick();
  const answer = await track(ctx, {
    clickId,
    event: "purchase",
    value: 19.99,
    currency: "eur",
    orderId: "A-1",
    customer: { externalId: "c1", email: "ada@example.com" },
    metadata: { plan: "pro" },
  });
  expect(answer).toMatchObject({
    class: "sale",
    value: 19.99,
    currency: "EUR",
    orderId: "A-1",
    tracked: true,
    duplicate: false,
  });
  const [customer, sale] = await announced(ctx);
  expect(customer).toMatchObject({ type: "customer.created", data: { customer: { externalId: "c1" } } });
  expect(sale).toMatchObject({
    type: "sale.created",
    data: {
      amount: 1999,
      amountDecimal: "19.99",
      currency: "EUR",
      orderId: "A-1",
      metadata: { plan: "pro" },
      click: { id: clickId },
      link: { id: link.id },
      customer: { externalId: "c1", email: "ada@example.com" },
      attribution: "click",
    },
  });
});

test.each([
  ["signup", 5, "lead"],
  ["Purchase", undefined, "sale"],
  ["demo_booked", undefined, "lead"],
  ["demo_booked", 5, "sale"],
])("%s with value %s is a %s", async (event, value, expected) => {
  const { ctx, clickId } = await withClick();
  expect((await track(ctx, { clickId, event, ...(value === undefined ? {} : { value }) })).class).toBe(expected);
  expect((await announced(ctx)).map((body) => body.type)).toEqual([`${expected}.created`]);
});

test("an order reported again answers the first conversion and announces nothing", async () => {
  const { ctx, clickId } = await withClick();
  const first = await track(ctx, { clickId, event: "sale", value: 10, orderId: "A-2" });
  const again = await track(ctx, { clickId, event: "sale", value: 99, orderId: "A-2" });
  expect(again).toEqual({ ...first, duplicate: true });
  expect(await announced(ctx)).toHaveLength(1);
});

test("thirty parallel reports of one order are one conversion, one event and one answer that is not a duplicate", async () => {
  const { ctx, clickId } = await withClick();
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => track(ctx, { clickId, event: "sale", value: 10, orderId: "A-3" })),
  );
  expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.conversionId)).size).toBe(1);
  expect(await ctx.db.conversion.count({})).toBe(1);
  expect(await announced(ctx)).toHaveLength(1);
});

test("a click older than thirty days is refused, and a foreign click is the same as a missing one", async () => {
  const { ctx, clickId } = await withClick(31);
  await expect(track(ctx, { clickId, event: "lead" })).rejects.toMatchObject({
    error: "VALIDATION_ERROR",
    details: [{ path: "clickId" }],
  });
  const stranger = await freshWorkspace();
  const says = (id: string) =>
    track(stranger.ctx, { clickId: id, event: "lead" }).then(
      () => "tracked",
      (error: unknown) => String(error),
    );
  expect(await says(clickId)).toBe(await says(newId("click")));
  expect(await says("a\u0000b")).toBe(await says(clickId));
  expect(await ctx.db.conversion.count({})).toBe(0);
});

test("an amount with more decimals than its currency has is refused and nothing is recorded", async () => {
  const { ctx, clickId } = await withClick();
  await expect(track(ctx, { clickId, event: "sale", value: 10.5, currency: "JPY" })).rejects.toMatchObject({
    details: [{ path: "value" }],
  });
  expect(await ctx.db.conversion.count({})).toBe(0);
});

test("a known customer is brought up to date, with the old values in the event", async () => {
  const { ctx, clickId } = await withClick();
  await track(ctx, { clickId, event: "lead", customer: { externalId: "c2", email: "old@example.com" } });
  await track(ctx, { clickId, event: "lead", customer: { externalId: "c2", email: "new@example.com" } });
  const updates = (await announced(ctx)).filter((body) => body.type === "customer.updated");
  expect(updates).toEqual([
    expect.objectContaining({ previousAttributes: { customer: { email: "old@example.com" } } }),
  ]);
  expect(await ctx.db.customer.count({})).toBe(1);
});

test("a click id is read under its other names and without the mark that providers carry, and only once", async () => {
  const { ctx, clickId } = await withClick();
  for (const sent of [{ click_id: clickId }, { lw_cid: clickId }, { clickId: `lw_cid_${clickId}` }])
    expect(await track(ctx, { ...sent, event: "lead" })).toMatchObject({ clickId });
  for (const sent of [{}, { clickId, lw_cid: clickId }])
    expect(TrackConversion.safeParse({ ...sent, event: "lead" }).error?.issues).toMatchObject([{ path: ["clickId"] }]);
});

test("what one call sets off carries one correlation, so that it can be traced together", async () => {
  const { ctx, clickId } = await withClick();
  await track(ctx, { clickId, event: "sale", value: 1, customer: { externalId: "c9" } });
  const rows = await ctx.db.event.findMany({ where: { correlationId: ctx.requestId }, orderBy: { id: "asc" } });
  expect(rows.map((row) => row.type)).toEqual(["customer.created", "sale.created"]);
});
