import { expect, test } from "vitest";

import { seedClick } from "@/e2e/fixtures/factories";
import { type Admin, anAdmin, connectAs, outgoing, post, withProviders } from "@/e2e/fixtures/providers";
import { prisma } from "@/lib/db/client";
import { createLink } from "@/lib/services/links/create";
import { processDueReceipts } from "@/lib/services/receipts/process";
import type { Fields, Outgoing } from "@/scripts/sandbox/world";

const stage = withProviders();
const ACME = "acct_1StandInAcme";
const NOTICES = 1_000;
const ORDERS = 150;
const AT_ONCE = 10;

/** Numbers that are the same on every run. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % below;
  };
}

/** What Stripe sends for one minor unit of a currency. */
const CURRENCIES: readonly (readonly [code: string, perUnit: number])[] = [
  ["eur", 1],
  ["jpy", 1],
  ["kwd", 1],
  ["isk", 100],
];

interface Entry {
  currency: string;
  amount: number;
  back: number;
  /** How many refunds. */
  events: number;
}

/** What was sold and given back, by plain arithmetic that knows nothing of notices, with the notices that tell of it. */
function business(random: (below: number) => number, clickId: string) {
  const ledger = new Map<string, Entry>();
  const notices: Outgoing[] = [];
  const tell = (event: string, fields: Fields) =>
    notices.push(...outgoing(stage.sandbox(), "stripe", event, ACME, fields));
  for (let at = 0; at < ORDERS; at++) {
    const [code = "eur", perUnit = 1] = CURRENCIES[random(CURRENCIES.length)] ?? [];
    const amount = 1 + random(100_000);
    const order = { invoice: `in_${at}`, paymentIntent: `pi_${at}`, customer: `cus_${at}`, currency: code };
    const entry: Entry = { currency: code.toUpperCase(), amount, back: 0, events: 0 };
    ledger.set(`stripe:${ACME}:sale:in_${at}`, entry);
    tell("checkout.session.completed", { ...order, amount: String(amount * perUnit), click: clickId });
    tell("invoice.paid", { ...order, amount: String(amount * perUnit), billingReason: "subscription_create" });
    // A provider gives back at most what is left.
    for (let part = 0; part < random(3) && entry.back < amount; part++) {
      const back = 1 + random(amount - entry.back);
      const refund = { ...order, refund: `re_${at}_${part}`, amount: String(back * perUnit) };
      tell("refund.created", refund);
      tell("refund.updated", refund);
      entry.back += back;
      entry.events += 1;
    }
  }
  return { ledger, notices };
}

async function postAll(notices: readonly Outgoing[]): Promise<number[]> {
  const answers: number[] = [];
  for (let at = 0; at < notices.length; at += AT_ONCE)
    answers.push(...(await Promise.all(notices.slice(at, at + AT_ONCE).map((each) => post("stripe", each)))));
  return answers;
}

/** Time passes until nothing waits any more. */
async function processAll({ workspaceId }: Admin): Promise<void> {
  const where = { workspaceId, state: "received" as const };
  for (let round = 0; round < 12 && (await prisma().receipt.count({ where })) > 0; round++) {
    await processDueReceipts();
    await prisma().receipt.updateMany({ where, data: { nextAttemptAt: new Date(Date.now() - 1_000) } });
  }
  expect(await prisma().receipt.count({ where })).toBe(0);
}

test("a thousand notices of a provider, repeated, reordered and replayed, end in exactly the conversions and amounts of an independent ledger", async () => {
  const admin = await anAdmin();
  await connectAs(admin, "stripe", ACME);
  const link = await createLink(admin.ctx, { destinationUrl: "https://acme.example/", shortCode: undefined });
  const random = randomOf(11);
  const { ledger, notices } = business(random, await seedClick(admin.ctx, link.id));
  const repeats = Array.from({ length: NOTICES - notices.length }, () => notices[random(notices.length)]!);
  const stream = [...notices, ...repeats].map((notice) => ({ notice, at: random(1_000_000) }));
  expect(repeats.length).toBeGreaterThan(100);

  const answers = await postAll(stream.toSorted((a, b) => a.at - b.at).map(({ notice }) => notice));
  expect(new Set(answers)).toEqual(new Set([200]));
  await processAll(admin);

  const sales = await admin.ctx.db.conversion.findMany({ where: { class: "sale" }, include: { refunds: true } });
  const found = sales.map(({ orderId, amount, currency, refunds }): [string, Entry] => [
    orderId ?? "",
    {
      currency: currency ?? "",
      amount: Number(amount),
      back: refunds.reduce((sum, each) => sum + Number(each.amount), 0),
      events: refunds.length,
    },
  ]);
  expect(new Map(found)).toEqual(ledger);
  // Whichever notice of a sale came first: its click is the one of its checkout.
  expect(new Set(sales.map(({ attribution, linkId }) => `${attribution} ${linkId ?? ""}`))).toEqual(
    new Set([`click ${link.id}`]),
  );
  const refunds = [...ledger.values()].reduce((sum, { events }) => sum + events, 0);
  const announced = async (type: string) => admin.ctx.db.event.count({ where: { type } });
  expect([await announced("sale.created"), await announced("sale.refunded")]).toEqual([ORDERS, refunds]);
  expect(await admin.ctx.db.conversion.count({ where: { class: "lead" } })).toBe(ORDERS);
}, 300_000);
