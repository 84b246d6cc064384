import { beforeEach, expect, test } from "vitest";
import { z } from "zod";

import { seedClick } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, outgoing, post, withProviders } from "@/e2e/fixtures/providers";
import { serveRoute } from "@/e2e/fixtures/serve-route";
import { askRoute } from "@/lib/api/edge-for-tests";
import { InstallationActivity } from "@/lib/contracts/installations";
import { edgePool, prisma } from "@/lib/db/client";
import { createLink } from "@/lib/services/links/create";
import { processDueReceipts } from "@/lib/services/receipts/process";
import type { Fields, Outgoing } from "@/scripts/sandbox/world";

import * as activity from "./activity/route";
import * as health from "./installations/[id]/health/route";
import * as pause from "./installations/[id]/pause/route";
import * as preview from "./installations/[id]/receipts/[receiptId]/preview/route";
import * as reprocess from "./installations/[id]/receipts/[receiptId]/reprocess/route";
import * as receipt from "./installations/[id]/receipts/[receiptId]/route";
import * as receipts from "./installations/[id]/receipts/route";
import * as refusals from "./installations/[id]/refusals/route";
import * as resume from "./installations/[id]/resume/route";
import * as installation from "./installations/[id]/route";
import * as receiver from "./webhooks/[provider]/route";

const stage = withProviders();
const ACME = "acct_1StandInAcme";

beforeEach(async () => {
  await prisma().receipt.deleteMany({});
  await prisma().installation.deleteMany({});
});

interface Connected {
  admin: Admin;
  id: string;
  clickId: string;
  linkId: string;
}

async function connected(): Promise<Connected> {
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  return { admin, id, clickId: await seedClick(admin.ctx, link.id), linkId: link.id };
}

const stripe = (event: string, fields: Fields = {}): Outgoing[] =>
  outgoing(stage.sandbox(), "stripe", event, ACME, fields);

const checkout = (fields: Fields = {}): Outgoing => stripe("checkout.session.completed", fields)[0]!;

const eventsOf = async ({ ctx }: Admin, type: string) =>
  (await ctx.db.event.findMany({ where: { type }, orderBy: { id: "asc" } })).map((row) => ({
    ...row,
    data: (JSON.parse(row.body) as { data: Record<string, unknown> }).data,
  }));

const statesOf = async () =>
  (await prisma().receipt.findMany({ orderBy: { receivedAt: "asc" } })).map(({ state, reason }) => ({ state, reason }));

test("a paid checkout becomes one sale of the link that was clicked, found from the receipt to its event", async () => {
  const { admin, id, clickId, linkId } = await connected();
  expect(await post("stripe", checkout({ click: clickId }))).toBe(200);
  expect(await prisma().conversion.count({})).toBe(0);
  await processDueReceipts();
  const [sale] = await eventsOf(admin, "sale.created");
  const [row] = await prisma().receipt.findMany({});
  expect(row).toMatchObject({ state: "processed", installationId: id });
  expect(sale).toMatchObject({
    source: "provider",
    linkId,
    correlationId: row?.id,
    data: { provider: "stripe", attribution: "click", click: { id: clickId } },
  });
  const conversion = await admin.ctx.db.conversion.findFirstOrThrow({ where: { class: "sale" } });
  expect(sale?.data).toMatchObject({ id: conversion.id, amount: Number(conversion.amount) });
});

test("a receipt leads to the events that it made, and health counts what became of the last day's", async () => {
  const { admin, id, clickId } = await connected();
  await post("stripe", checkout({ click: clickId }));
  await processDueReceipts();
  const { id: receiptId } = await prisma().receipt.findFirstOrThrow({});
  const shown = await askRoute(receipt.GET, admin.headers, { id, receiptId });
  const { steps } = shown.data["trace"] as { steps: { kind: string; type?: string }[] };
  expect(steps[0]).toMatchObject({ kind: "receipt", id: receiptId });
  expect(steps).toContainEqual(expect.objectContaining({ kind: "event", type: "sale.created" }));
  const day = await askRoute(activity.GET, admin.headers, {});
  expect(day.data).toMatchObject([{ installationId: id, in: 1, out: 0 }]);
  const [shownDay] = z.array(InstallationActivity).parse(day.data);
  expect(shownDay?.hours.at(-1)).toMatchObject({ total: 1, failed: 0 });
  const counts = await askRoute(health.GET, admin.headers, { id });
  expect(counts.data).toMatchObject({ receipts: { processed: 1, ignored: 0, held: 0 }, refused: 0 });
});

test("a request to an integration's address that is not its provider's is listed as refused, without what it said", async () => {
  const { admin, id, clickId } = await connected();
  const search = `?installation=${id}`;
  expect(await post("stripe", checkout({ click: clickId }), { search, secret: "whsec_of_somebody_else" })).toBe(401);
  const listed = await askRoute(refusals.GET, admin.headers, { id });
  expect(listed.data).toMatchObject([{ reason: "bad_signature" }]);
  expect(listed.text).not.toContain(clickId);
  expect((await askRoute(health.GET, admin.headers, { id })).data).toMatchObject({ refused: 1 });
  const stranger = await anAdmin();
  expect((await askRoute(refusals.GET, stranger.headers, { id })).status).toBe(404);
});

test("twenty copies at once over twenty connections are twenty times 200 and one effect", async () => {
  const { admin, clickId } = await connected();
  const event = checkout({ click: clickId });
  const { url, close } = await serveRoute((request) =>
    receiver.POST(request, { params: Promise.resolve({ provider: "stripe" }) }),
  );
  const headers = { ...event.headers, ...event.sign(Date.now()), "content-type": event.contentType };
  const copy = () => fetch(url, { method: "POST", headers, body: event.body });
  const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await copy()).status));
  await close();
  expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  await Promise.all([processDueReceipts(), processDueReceipts()]);
  expect(await post("stripe", event)).toBe(200);
  await processDueReceipts();
  expect(await prisma().receipt.count({})).toBe(1);
  expect(await eventsOf(admin, "sale.created")).toHaveLength(1);
  expect(await admin.ctx.db.conversion.count({ where: { class: "sale" } })).toBe(1);
});

test("processing again what was processed brings nothing about twice", async () => {
  const { admin, id, clickId } = await connected();
  await post("stripe", checkout({ click: clickId }));
  await processDueReceipts();
  const { id: receiptId } = await prisma().receipt.findFirstOrThrow({});
  const again = await askRoute(reprocess.POST, admin.headers, { id, receiptId }, {});
  expect(again).toMatchObject({ status: 202, data: { state: "received" } });
  await processDueReceipts();
  const shown = await askRoute(receipt.GET, admin.headers, { id, receiptId });
  expect(shown.data).toMatchObject({ state: "processed" });
  expect(shown.data["produced"]).toContainEqual(expect.objectContaining({ kind: "sale", duplicate: true }));
  expect(await eventsOf(admin, "sale.created")).toHaveLength(1);
});

test("a preview says what an event would become with other settings, and writes nothing", async () => {
  const { admin, id, clickId } = await connected();
  await post("stripe", checkout({ click: clickId }));
  const { id: receiptId } = await prisma().receipt.findFirstOrThrow({});
  const previewed = (settings: object) => askRoute(preview.POST, admin.headers, { id, receiptId }, { settings });
  const asItIs = await previewed({});
  expect(asItIs.data).toContainEqual(
    expect.objectContaining({ kind: "sale", clickId, money: { amount: 5880, currency: "EUR" } }),
  );
  const without = await previewed({ sales: ["invoice.paid"] });
  expect(without.data).not.toContainEqual(expect.objectContaining({ kind: "sale" }));
  expect((await previewed({ sales: [] })).status).toBe(400);
  expect(await admin.ctx.db.conversion.count({})).toBe(0);
  expect(await prisma().receipt.findFirstOrThrow({})).toMatchObject({ state: "received", attempts: 0 });
});

test("what comes in while it is paused is kept, and processed when it is resumed", async () => {
  const { admin, id, clickId } = await connected();
  expect((await askRoute(pause.POST, admin.headers, { id }, {})).data).toMatchObject({ status: "paused" });
  expect(await post("stripe", checkout({ click: clickId }))).toBe(200);
  await processDueReceipts();
  expect(await statesOf()).toEqual([{ state: "held", reason: "The integration is paused." }]);
  await askRoute(resume.POST, admin.headers, { id }, {});
  await processDueReceipts();
  expect(await statesOf()).toMatchObject([{ state: "processed" }]);
  expect(await eventsOf(admin, "sale.created")).toHaveLength(1);
});

test("an event of the other mode goes no further and says so", async () => {
  const { admin, clickId } = await connected();
  expect(await post("stripe", checkout({ click: clickId, livemode: "false" }))).toBe(200);
  await processDueReceipts();
  expect(await statesOf()).toEqual([{ state: "ignored", reason: "A test event goes no further in a live workspace." }]);
  expect(await admin.ctx.db.conversion.count({})).toBe(0);
});

test("an account that nobody has connected is answered 200 and leaves a line without its body", async () => {
  expect(await post("stripe", checkout())).toBe(200);
  await processDueReceipts();
  const [row] = await prisma().receipt.findMany({});
  expect(row).toMatchObject({ state: "ignored", workspaceId: null, body: null, headers: null });
});

test("removing the app at the provider disconnects it here, and its receiver goes on answering", async () => {
  const { admin, id } = await connected();
  const [gone] = stage
    .sandbox()
    .standIns.find(({ name }) => name === "stripe")!
    .uninstall(ACME);
  expect(await post("stripe", gone!)).toBe(200);
  await processDueReceipts();
  expect((await askRoute(installation.GET, admin.headers, { id })).data).toMatchObject({
    status: "disconnected",
    statusReason: { code: "by_provider", by: "provider" },
    credential: null,
  });
  expect(await eventsOf(admin, "integration.disconnected")).toMatchObject([{ data: { by: "provider" } }]);
  expect(await post("stripe", checkout(), { search: `?installation=${id}` })).toBe(404);
});

test("nothing of a receipt stands in the database in clear, and only who may see payloads reads it", async () => {
  const { admin, id, clickId } = await connected();
  await post("stripe", checkout({ click: clickId, email: "marker@example.com" }));
  const { rows } = await edgePool().query<{ all: string }>("SELECT row_to_json(r)::text AS all FROM receipts r");
  expect(rows[0]?.all).not.toContain("marker@example.com");
  const { id: receiptId } = await prisma().receipt.findFirstOrThrow({});
  const seen = await askRoute(receipt.GET, admin.headers, { id, receiptId });
  expect(seen.data).toMatchObject({ payloadVisible: true });
  expect(seen.text.toLowerCase()).not.toContain("stripe-signature");
  await prisma().member.updateMany({ where: { userId: admin.userId }, data: { role: "viewer" } });
  const masked = await askRoute(receipt.GET, admin.headers, { id, receiptId });
  expect(masked.data).toMatchObject({ payloadVisible: false, body: null, headers: null });
});

test("the list pages from the newest to the oldest and back", async () => {
  const { admin, id } = await connected();
  for (let sent = 0; sent < 3; sent++) await post("stripe", checkout());
  const list = async (query: string) => {
    const answer = await askRoute(receipts.GET, admin.headers, { id }, undefined, query);
    return JSON.parse(answer.text) as { data: { id: string }[]; meta: { nextCursor: string; prevCursor: string } };
  };
  const all = (await list("")).data.map((each) => each.id);
  expect(all).toHaveLength(3);
  const first = await list("?limit=2");
  const second = await list(`?limit=2&cursor=${encodeURIComponent(first.meta.nextCursor)}`);
  const back = await list(`?limit=2&cursor=${encodeURIComponent(second.meta.prevCursor)}`);
  expect([...first.data, ...second.data].map((each) => each.id)).toEqual(all);
  expect(back.data).toEqual(first.data);
});

test("a refund that comes before its sale waits for it, and refunds together never exceed it", async () => {
  const { admin, clickId } = await connected();
  const refund = (id: string, amount: string) =>
    stripe("refund.updated", { refund: id, paymentIntent: "pi_early", amount })[0]!;
  await post("stripe", refund("re_1", "1000"));
  await processDueReceipts();
  expect(await prisma().receipt.findMany({})).toMatchObject([
    { state: "received", error: "Its sale was not recorded yet." },
  ]);
  await post("stripe", checkout({ click: clickId, paymentIntent: "pi_early", amount: "5880" }));
  await post("stripe", refund("re_2", "5000"));
  await processDueReceipts();
  await processDueReceipts();
  const refunds = await eventsOf(admin, "sale.refunded");
  const amounts = refunds.map(({ data }) => (data["refund"] as { amount: number }).amount);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(5880);
  expect((await statesOf()).map(({ state }) => state)).toEqual(["processed", "processed", "processed"]);
});

test("a repeated and shuffled stream ends in exactly the amounts of an independent ledger", async () => {
  const { admin, clickId } = await connected();
  const ledger = new Map<string, { sale: number; refunded: number }>();
  const stream: Outgoing[] = [];
  for (let n = 0; n < 40; n++) {
    const [paymentIntent, invoice, currency] = [`pi_s${n}`, `in_s${n}`, ["eur", "jpy", "kwd"][n % 3]!];
    const amount = 1_000 + n * 37;
    const back = n % 4 === 0 ? 100 + n : 0;
    const fields = { paymentIntent, invoice, currency, amount: String(amount), click: clickId };
    // A checkout and its invoice are one sale.
    stream.push(checkout(fields), ...stripe("invoice.paid", { ...fields, metadataClick: clickId }));
    if (back > 0)
      stream.push(...stripe("refund.updated", { paymentIntent, currency, refund: `re_s${n}`, amount: String(back) }));
    ledger.set(`stripe:${ACME}:sale:${invoice}`, { sale: amount, refunded: back });
  }
  const shuffled = [...stream, ...stream]
    .map((each, at) => ({ each, order: (at * 7_919) % 211 }))
    .toSorted((one, other) => one.order - other.order);
  for (const { each } of shuffled) expect(await post("stripe", each)).toBe(200);
  for (let runs = 0; runs < 3; runs++) await Promise.all([processDueReceipts(), processDueReceipts()]);
  const sales = await admin.ctx.db.conversion.findMany({ where: { class: "sale" }, include: { refunds: true } });
  const found = new Map(
    sales.map(({ orderId, amount, refunds }) => [
      orderId,
      { sale: Number(amount), refunded: refunds.reduce((sum, refund) => sum + Number(refund.amount), 0) },
    ]),
  );
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(ledger));
  expect(await eventsOf(admin, "sale.created")).toHaveLength(40);
}, 60_000);

test("a request is acknowledged while another statement writes for its integration", async () => {
  const { id } = await connected();
  const other = await edgePool().connect();
  try {
    await other.query("BEGIN");
    await other.query("SELECT id FROM installations WHERE id = $1 FOR NO KEY UPDATE", [id]);
    expect(await post("stripe", checkout())).toBe(200);
    expect(await prisma().receipt.count({ where: { installationId: id } })).toBe(1);
  } finally {
    await other.query("ROLLBACK");
    other.release();
  }
});
