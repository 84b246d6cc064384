import { expect, test } from "vitest";

import { seedClick } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, outgoing, post, withProviders } from "@/e2e/fixtures/providers";
import { prisma } from "@/lib/db/client";
import { createLink } from "@/lib/services/links/create";
import { processDueReceipts } from "@/lib/services/receipts/process";
import type { Fields, StandInName } from "@/scripts/sandbox/world";

const stage = withProviders();
const ACCOUNTS = { stripe: "acct_1StandInAcme", shopify: "acme.myshopify.com" } as const;
type Connected = keyof typeof ACCOUNTS;

async function connected(provider: Connected): Promise<{ admin: Admin; clickId: string }> {
  await prisma().installation.deleteMany({});
  const admin = await anAdmin();
  await connectAs(admin, provider, ACCOUNTS[provider], provider === "shopify" ? ACCOUNTS.shopify : undefined);
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  return { admin, clickId: await seedClick(admin.ctx, link.id) };
}

async function send(provider: StandInName & Connected, event: string, fields: Fields): Promise<void> {
  for (const each of outgoing(stage.sandbox(), provider, event, ACCOUNTS[provider], fields))
    expect(await post(provider, each)).toBe(200);
}

async function tell(provider: StandInName & Connected, event: string, fields: Fields): Promise<void> {
  await send(provider, event, fields);
  await processDueReceipts();
}

const salesOf = ({ ctx }: Admin) =>
  ctx.db.conversion.findMany({ where: { class: "sale" }, include: { refunds: true }, orderBy: { id: "asc" } });
const receiptsOf = ({ workspaceId }: Admin) =>
  prisma().receipt.findMany({ where: { workspaceId }, orderBy: { receivedAt: "asc" } });

/** Lets what waits be due, as if its time had come. */
async function timePasses({ workspaceId }: Admin): Promise<void> {
  await prisma().receipt.updateMany({
    where: { workspaceId, state: "received" },
    data: { nextAttemptAt: new Date(Date.now() - 1_000) },
  });
  await processDueReceipts();
}

test("a sale that nobody can be credited for waits three times for its click or its customer, and is then recorded as nobody's", async () => {
  const { admin } = await connected("stripe");
  await tell("stripe", "invoice.paid", { invoice: "in_1", customer: "cus_1" });
  for (const seconds of [60, 300, 1_800]) {
    const [receipt] = await receiptsOf(admin);
    expect(receipt).toMatchObject({ state: "received", error: "Nobody can be credited for it yet." });
    expect((receipt!.nextAttemptAt.getTime() - Date.now()) / 1_000).toBeGreaterThan(seconds - 60);
    expect((receipt!.nextAttemptAt.getTime() - Date.now()) / 1_000).toBeLessThanOrEqual(seconds);
    expect(await salesOf(admin)).toEqual([]);
    await timePasses(admin);
  }
  expect(await salesOf(admin)).toMatchObject([{ attribution: "none", linkId: null, amount: 5_880n }]);
  expect((await receiptsOf(admin))[0]).toMatchObject({ state: "processed" });
});

test("an invoice that came before the checkout with its click is the same sale, credited to that click", async () => {
  const { admin, clickId } = await connected("stripe");
  await tell("stripe", "invoice.paid", { invoice: "in_1", customer: "cus_1" });
  await tell("stripe", "checkout.session.completed", { invoice: "in_1", customer: "cus_1", click: clickId });
  await timePasses(admin);
  expect(await salesOf(admin)).toMatchObject([{ attribution: "click", clickId }]);
  expect((await receiptsOf(admin)).map(({ state }) => state)).toEqual(["processed", "processed"]);
});

test("of what comes together each is recorded once and in its order: a sale without a click is credited by the one its customer just came with", async () => {
  const { admin, clickId } = await connected("stripe");
  await send("stripe", "checkout.session.completed", { invoice: "in_1", customer: "cus_1", click: clickId });
  await send("stripe", "invoice.paid", { invoice: "in_1", customer: "cus_1" });
  await send("stripe", "invoice.paid", { invoice: "in_2", customer: "cus_1" });
  await processDueReceipts();
  expect(await salesOf(admin)).toMatchObject([
    { attribution: "click", clickId },
    { attribution: "customer", clickId },
  ]);
  expect((await receiptsOf(admin)).flatMap(({ produced }) => produced)).toMatchObject([
    { kind: "lead", duplicate: false },
    { kind: "sale", duplicate: false },
    { kind: "sale", duplicate: true },
    { kind: "sale", duplicate: false },
  ]);
  expect(await admin.ctx.db.customer.count()).toBe(1);
  expect(await admin.ctx.db.event.count({ where: { type: "sale.created" } })).toBe(2);
});

test("one that waits and one that cannot be recorded keep nothing that came beside them from being recorded", async () => {
  const { admin, clickId } = await connected("stripe");
  await send("stripe", "checkout.session.completed", { invoice: "in_1", customer: "cus_1", click: clickId });
  await send("stripe", "invoice.paid", { invoice: "in_2", customer: "cus_2" });
  await processDueReceipts();
  expect((await receiptsOf(admin)).map(({ state }) => state)).toEqual(["processed", "received"]);
  await send("stripe", "invoice.paid", { invoice: "in_3", customer: "cus_1", currency: "zzz" });
  await send("stripe", "invoice.paid", { invoice: "in_4", customer: "cus_1" });
  await processDueReceipts();
  expect(await receiptsOf(admin)).toMatchObject([
    { state: "processed" },
    { state: "received", error: "Nobody can be credited for it yet." },
    { state: "failed", error: "Use an ISO 4217 currency code, such as USD." },
    { state: "processed" },
  ]);
  expect(await salesOf(admin)).toHaveLength(2);
});

test("a refund that failed after it was counted gives the sale its money back, once", async () => {
  const { admin, clickId } = await connected("stripe");
  const order = { invoice: "in_1", paymentIntent: "pi_1", customer: "cus_1", click: clickId };
  await tell("stripe", "checkout.session.completed", order);
  const refund = { ...order, refund: "re_1", amount: "1000" };
  await tell("stripe", "refund.updated", refund);
  expect((await salesOf(admin))[0]?.refunds).toMatchObject([{ amount: 1_000n }]);
  await tell("stripe", "refund.failed", refund);
  await tell("stripe", "refund.failed", refund);
  expect((await salesOf(admin))[0]?.refunds).toEqual([]);
  expect(await admin.ctx.db.auditEntry.count({ where: { action: "conversion.reverse_refund" } })).toBe(1);
});

test("a canceled order keeps its money until its refund takes it back, and no more than that", async () => {
  const { admin, clickId } = await connected("shopify");
  const order = { order: "5600000000001", amount: "22.50", click: clickId };
  await tell("shopify", "orders/paid", order);
  await tell("shopify", "orders/cancelled", order);
  expect((await salesOf(admin))[0]?.refunds).toEqual([]);
  await tell("shopify", "refunds/create", { order: "5600000000001", refund: "1", amount: "10.00" });
  expect(await salesOf(admin)).toMatchObject([{ amount: 2_250n, refunds: [{ amount: 1_000n }] }]);
});

test("whoever asks through the provider what is kept of them is answered by a person, who is told once and without a name", async () => {
  const { admin } = await connected("shopify");
  const [request] = outgoing(stage.sandbox(), "shopify", "customers/data_request", ACCOUNTS.shopify, {});
  for (let time = 0; time < 2; time++) expect(await post("shopify", request!)).toBe(200);
  await processDueReceipts();
  const notices = await admin.ctx.db.notice.findMany({ where: { title: "A customer asks for their data" } });
  expect(notices).toHaveLength(1);
  expect(JSON.stringify(notices)).not.toContain("buyer@example.com");
});
