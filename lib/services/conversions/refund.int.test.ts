import { expect, test } from "vitest";

import { freshWorkspace, seedClick } from "@/e2e/fixtures/factories";
import { withDatabase } from "@/e2e/fixtures/with-database";
import { TrackConversion } from "@/lib/contracts/conversions";
import { eventType } from "@/lib/contracts/event-types";

import type { Context } from "../context";
import { createLink } from "../links/create";
import { recordRefund, type RefundReport } from "./refund";
import { trackConversion } from "./track";

withDatabase();

async function withSale() {
  const { ctx } = await freshWorkspace();
  const link = await createLink(ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const clickId = await seedClick(ctx, link.id);
  const sale = await trackConversion(
    ctx,
    TrackConversion.parse({
      clickId,
      event: "purchase",
      value: 49,
      currency: "EUR",
      orderId: "A-1",
      customer: { externalId: "c-1", email: "ada@example.com" },
      metadata: { plan: "pro" },
    }),
  );
  return { ctx, link, sale, clickId };
}

const refund = (ctx: Context, amount: bigint, more: Partial<RefundReport> = {}) =>
  recordRefund(ctx, {
    orderId: "A-1",
    key: "stripe:acct_1:refund:re_1",
    refundId: "re_1",
    amount,
    provider: "stripe",
    correlationId: "rcp_1",
    ...more,
  });

async function refunds(ctx: Context) {
  const rows = await ctx.db.event.findMany({ where: { type: "sale.refunded" }, orderBy: { id: "asc" } });
  const bodies = rows.map((row) => JSON.parse(row.body) as { data: { refund: object } });
  for (const { data } of bodies) expect(eventType("sale.refunded").data.parse(data)).toEqual(data);
  return { rows, bodies };
}

test("twenty parallel reports of one refund are one refund and one event, with the sale as it was recorded", async () => {
  const { ctx, link, sale, clickId } = await withSale();
  const answers = await Promise.all(Array.from({ length: 20 }, () => refund(ctx, 1_000n)));
  expect(answers.filter((answer) => !answer.duplicate)).toEqual([
    { conversionId: sale.conversionId, amount: 1_000n, duplicate: false },
  ]);
  const { rows, bodies } = await refunds(ctx);
  expect(rows).toMatchObject([{ linkId: link.id, source: "provider", correlationId: "rcp_1" }]);
  expect(bodies[0]?.data).toMatchObject({
    id: sale.conversionId,
    orderId: "A-1",
    amount: 4_900,
    currency: "EUR",
    metadata: { plan: "pro" },
    refund: { id: "re_1", amount: 1_000, amountDecimal: "10.00", currency: "EUR", full: false },
    customer: { externalId: "c-1" },
    click: { id: clickId },
    attribution: "click",
  });
});

test("refunds together never give back more than the sale, also when they come at once", async () => {
  const { ctx } = await withSale();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => refund(ctx, 1_000n, { key: `k${n}`, refundId: `re_${n}` })),
  );
  expect(answers.reduce((sum, { amount }) => sum + amount, 0n)).toBe(4_900n);
  const { bodies } = await refunds(ctx);
  expect(bodies).toHaveLength(5);
  expect(bodies.filter(({ data }) => "full" in data.refund && data.refund.full)).toHaveLength(1);
  expect(await refund(ctx, 1n, { key: "late" })).toMatchObject({ amount: 0n, duplicate: true });
});

test("a refund of a sale that was never recorded, or of another workspace's, is not found and leaves nothing", async () => {
  const { ctx } = await withSale();
  const other = await freshWorkspace();
  await expect(refund(other.ctx, 1_000n)).rejects.toMatchObject({ error: "NOT_FOUND" });
  await expect(refund(ctx, 1_000n, { orderId: "A-2" })).rejects.toMatchObject({ error: "NOT_FOUND" });
  expect((await refunds(ctx)).rows).toEqual([]);
  expect(await ctx.db.refund.count({})).toBe(0);
});
