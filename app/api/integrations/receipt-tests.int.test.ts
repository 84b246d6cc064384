import { beforeEach, expect, test } from "vitest";

import { seedClick } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, withProviders } from "@/e2e/fixtures/providers";
import { askRoute } from "@/lib/api/edge-for-tests";
import { prisma } from "@/lib/db/client";
import { createLink } from "@/lib/services/links/create";
import { processDueReceipts } from "@/lib/services/receipts/process";
import { APPS } from "@/scripts/sandbox/variables";

import * as connectRoute from "./[provider]/connect/route";
import * as tests from "./installations/[id]/receipts/test/route";
import * as samples from "./installations/[id]/samples/route";

withProviders();
const ACME = "acct_1StandInAcme";

beforeEach(async () => {
  await prisma().receipt.deleteMany({});
  await prisma().conversion.deleteMany({});
  await prisma().installation.deleteMany({});
});

interface Sample {
  topic: string;
  body: string;
}

const samplesOf = async ({ headers }: Admin, id: string) =>
  (JSON.parse((await askRoute(samples.GET, headers, { id })).text) as { data: Sample[] }).data;

const testOf = ({ headers }: Admin, id: string, { topic, body }: Sample, more: object = {}) =>
  askRoute(tests.POST, headers, { id }, { topic, body, ...more });

const written = async () => [await prisma().receipt.count({}), await prisma().conversion.count({})];

test("every sample of a provider is read as what it is named, and a dry run writes nothing", async () => {
  const admin = await anAdmin();
  const stripe = await connectAs(admin, "stripe", ACME);
  const shopify = await connectAs(admin, "shopify", "acme.myshopify.com", "acme.myshopify.com");
  const byKey = await askRoute(
    connectRoute.POST,
    admin.headers,
    { provider: "resend" },
    { input: APPS.resend.fullKey },
  );
  const resend = (byKey.data["installation"] as { id: string }).id;
  for (const id of [stripe, shopify, resend]) {
    const all = await samplesOf(admin, id);
    expect(all.length).toBeGreaterThan(2);
    for (const sample of all) {
      const tried = await testOf(admin, id, sample);
      expect(tried, tried.text).toMatchObject({ status: 200, data: { topic: sample.topic, receiptId: null } });
      expect(tried.data["items"]).not.toEqual([]);
    }
  }
  expect(await written()).toEqual([0, 0]);
});

test("a test says what would come of an event, and of which link it would be", async () => {
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/", shortCode: "launch-test" });
  const click = await seedClick(admin.ctx, link.id);
  const [checkout] = await samplesOf(admin, id);
  const body = checkout!.body.replace('"client_reference_id": null', `"client_reference_id": "${click}"`);
  const tried = await testOf(admin, id, { topic: checkout!.topic, body });
  expect(tried.data).toMatchObject({ link: "launch-test" });
  expect(tried.data["items"]).toContainEqual(
    expect.objectContaining({ kind: "sale", clickId: click, money: { amount: 4_900, currency: "USD" } }),
  );
  const other = await anAdmin();
  const elsewhere = await connectAs(other, "stripe", "acct_1StandInGlobex");
  expect((await testOf(other, elsewhere, { topic: checkout!.topic, body })).data).toMatchObject({ link: null });
  const unused = checkout!.body.replaceAll("checkout.session.completed", "price.updated");
  expect((await testOf(admin, id, { topic: "price.updated", body: unused })).data["items"]).toMatchObject([
    { kind: "ignored", reason: "This event is not used." },
  ]);
  expect((await testOf(admin, id, { topic: "x", body: "not an event" })).status).toBe(400);
  expect((await testOf(other, id, checkout!)).status).toBe(404);
});

test("in a live workspace a test is a dry run whatever is asked; in a test workspace it is taken in, each time anew", async () => {
  const admin = await anAdmin();
  const id = await connectAs(admin, "stripe", ACME);
  const [checkout] = await samplesOf(admin, id);
  expect((await testOf(admin, id, checkout!, { dryRun: false })).status).toBe(400);
  expect(await written()).toEqual([0, 0]);

  await prisma().workspace.update({ where: { id: admin.workspaceId }, data: { mode: "test" } });
  const [sample] = await samplesOf(admin, id);
  expect(sample?.body).toContain('"livemode": false');
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const click = await seedClick(admin.ctx, link.id);
  const body = sample!.body.replace('"client_reference_id": null', `"client_reference_id": "${click}"`);
  const taken = [];
  for (let time = 0; time < 2; time++) taken.push(await testOf(admin, id, { ...sample!, body }, { dryRun: false }));
  expect(new Set(taken.map(({ data }) => data["receiptId"])).size).toBe(2);
  await processDueReceipts();
  expect(await prisma().receipt.findMany({})).toMatchObject([{ state: "processed" }, { state: "processed" }]);
  expect(await prisma().conversion.count({ where: { class: "sale" } })).toBe(1);
  expect(await admin.ctx.db.auditEntry.count({ where: { action: "receipt.test" } })).toBe(2);
});

test("a request of a person at a provider is not put together by another", async () => {
  const admin = await anAdmin();
  const id = await connectAs(admin, "slack", "T0ACME");
  expect(await samplesOf(admin, id)).toEqual([]);
  expect((await testOf(admin, id, { topic: "command", body: "user_id=U0MIRA" }, { dryRun: false })).status).toBe(409);
  expect(await written()).toEqual([0, 0]);
});
