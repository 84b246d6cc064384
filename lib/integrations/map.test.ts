// What the providers' notices come to, as their stand-ins send them.

import { afterEach, beforeEach, expect, test } from "vitest";

import type { Egress } from "@/lib/egress/egress";
import { type Sandbox, startSandbox } from "@/scripts/sandbox/server";
import { APPS } from "@/scripts/sandbox/variables";
import type { Fields, Outgoing, StandInName } from "@/scripts/sandbox/world";

import type { Action } from "./actions";
import type { Connected, Settings } from "./adapter";
import { findAdapter } from "./catalogue";
import { appOf, connect, connecting, localEgress } from "./fixtures/connect";
import { signedRequest } from "./fixtures/signed-request";

let sandbox: Sandbox;
let egress: Egress;
const NOW = 1_790_000_000_000;
const RECEIVER = "http://127.0.0.1:9/api/integrations/webhooks/shopify";
const CLICK = "clk_01jpaxy3q8m6v0c2t4r9k7w5zd";

beforeEach(async () => {
  sandbox = await startSandbox({ appUrl: "http://127.0.0.1:9", now: () => NOW });
  egress = localEgress();
});
afterEach(async () => {
  await egress.close();
  await sandbox.close();
});

const ACCOUNTS: Readonly<Record<string, string>> = {
  stripe: "acct_1StandInAcme",
  shopify: "acme.myshopify.com",
  hubspot: "62515",
  slack: "T0ACME",
};

const adapterOf = (provider: StandInName) => findAdapter(provider)!;

async function connected(provider: StandInName): Promise<Connected> {
  const account = ACCOUNTS[provider]!;
  const input = provider === "shopify" ? account : "";
  const io = { send: egress.send, now: () => NOW };
  return (await connect(connecting(sandbox, io, { adapter: adapterOf(provider), input, account }))).connected;
}

function outgoing(provider: StandInName, event: string, fields: Fields): Outgoing[] {
  const standIn = sandbox.standIns.find(({ name }) => name === provider)!;
  return standIn.events[event]!(ACCOUNTS[provider] ?? "", fields);
}

const defaultsOf = (provider: StandInName): Settings =>
  Object.fromEntries(adapterOf(provider).manifest.settings.map((field) => [field.key, field.default]));

const inboundOf = (provider: StandInName, { body, headers, contentType, sign }: Outgoing) =>
  adapterOf(provider).receiving!.read(
    signedRequest({ body, headers: { ...headers, ...sign(NOW), "content-type": contentType } }),
  );

async function follow(
  to: Connected,
  provider: StandInName,
  event: string,
  fields: Fields = {},
  settings: Settings = {},
): Promise<Action[]> {
  const actions: Action[] = [];
  for (const each of outgoing(provider, event, fields))
    for (const inbound of inboundOf(provider, each))
      actions.push(
        ...(await adapterOf(provider).receiving!.map(inbound, to, { ...defaultsOf(provider), ...settings })),
      );
  return actions;
}

const keysOf = (actions: Action[]) => actions.flatMap((each) => ("key" in each ? [each.key] : []));
const kinds = (actions: Action[]) => actions.map(({ kind }) => kind);

// ------------------------------------------------------------------------------------------------ Stripe

test("stripe: a checkout and its invoice are one fact, in net minor units, whichever comes first", async () => {
  const to = await connected("stripe");
  const fields = { click: `lw_cid_${CLICK}`, customer: "cus_1", invoice: "in_1", amount: "5880", tax: "980" };
  const checkout = await follow(to, "stripe", "checkout.session.completed", fields);
  const invoice = await follow(to, "stripe", "invoice.paid", { ...fields, billingReason: "subscription_create" });
  const sale = {
    kind: "sale",
    key: "stripe:acct_1StandInAcme:sale:in_1",
    amount: 4900n,
    currency: "EUR",
    recurring: false,
  };
  expect(checkout).toMatchObject([
    { kind: "lead", clickId: CLICK },
    { ...sale, clickId: CLICK, person: { externalId: "cus_1" } },
  ]);
  expect(invoice).toMatchObject([sale]);
});

test("stripe: renewals are recurring, each with its own fact; the click may stand in the subscription's metadata", async () => {
  const to = await connected("stripe");
  const [first] = await follow(to, "stripe", "invoice.paid", { invoice: "in_1", metadataClick: CLICK });
  const [second] = await follow(to, "stripe", "invoice.paid", { invoice: "in_2", metadataClick: CLICK });
  expect([first, second]).toMatchObject([{ recurring: true, clickId: CLICK }, { recurring: true }]);
  expect(new Set(keysOf([first!, second!])).size).toBe(2);
});

test.each([
  ["5000", "jpy", 5000n],
  ["500", "isk", 5n],
  ["12340", "kwd", 12_340n],
  ["1999", "usd", 1999n],
])("stripe: %s in %s is %s minor units", async (amount, currency, minor) => {
  const to = await connected("stripe");
  expect(await follow(to, "stripe", "invoice.paid", { amount, currency })).toMatchObject([
    { amount: minor, currency: currency.toUpperCase() },
  ]);
});

test("stripe: what brings no money is no sale: set-up, unpaid, free of charge, a zero invoice", async () => {
  const to = await connected("stripe");
  const checkout = (fields: Fields) => follow(to, "stripe", "checkout.session.completed", { click: CLICK, ...fields });
  expect(kinds(await checkout({ mode: "setup" }))).toEqual(["ignored"]);
  expect(kinds(await checkout({ paymentStatus: "unpaid" }))).toEqual(["ignored"]);
  expect(kinds(await checkout({ paymentStatus: "no_payment_required" }))).toEqual(["lead"]);
  expect(kinds(await checkout({ amount: "0" }))).toEqual(["lead"]);
  expect(kinds(await follow(to, "stripe", "invoice.paid", { amount: "0" }))).toEqual(["ignored"]);
});

test("stripe: a refund finds its sale by the invoice of its payment, and by the payment without one", async () => {
  const to = await connected("stripe");
  await follow(to, "stripe", "checkout.session.completed", { invoice: "in_7", paymentIntent: "pi_7" });
  const refund = (event: string, fields: Fields) =>
    follow(to, "stripe", event, { refund: "re_1", amount: "1000", ...fields });
  const saleKey = "stripe:acct_1StandInAcme:sale:in_7";
  expect(await refund("refund.updated", { paymentIntent: "pi_7" })).toMatchObject([
    { kind: "refund", saleKey, amount: 1000n },
  ]);
  expect(await refund("refund.created", { paymentIntent: "pi_7" })).toMatchObject([{ kind: "ignored" }]);
  expect(await refund("refund.failed", { paymentIntent: "pi_7" })).toMatchObject([{ kind: "refund_failed", saleKey }]);
  expect(await refund("refund.updated", { paymentIntent: "pi_8" })).toMatchObject([
    { saleKey: "stripe:acct_1StandInAcme:sale:pi_8" },
  ]);
  expect(kinds(await follow(to, "stripe", "refund.updated", {}, { refunds: "ignore" }))).toEqual(["ignored"]);
});

test("the settings may leave the sale as it is, whatever was given back of it", async () => {
  const [stripe, shopify] = [await connected("stripe"), await shop()];
  for (const refunds of ["mark", "ignore"]) {
    expect(kinds(await follow(stripe, "stripe", "refund.updated", {}, { refunds }))).toEqual(["ignored"]);
    expect(kinds(await follow(stripe, "stripe", "charge.dispute.closed", {}, { refunds }))).toEqual(["ignored"]);
    expect(kinds(await follow(shopify, "shopify", "refunds/create", {}, { refunds }))).toEqual(["ignored"]);
  }
});

test("stripe: a lost dispute gives the money back, a won one releases it", async () => {
  const to = await connected("stripe");
  const dispute = (event: string, fields: Fields = {}) =>
    follow(to, "stripe", event, { dispute: "dp_1", paymentIntent: "pi_1", ...fields });
  expect(await dispute("charge.dispute.created")).toMatchObject([{ kind: "dispute", state: "opened" }]);
  expect(await dispute("charge.dispute.closed", { status: "won" })).toMatchObject([{ kind: "dispute", state: "won" }]);
  const [lost] = await dispute("charge.dispute.closed", { status: "lost" });
  expect(lost).toMatchObject({ kind: "refund", key: "stripe:acct_1StandInAcme:dispute:dp_1", amount: 5880n });
});

test("stripe: trials are leads when they are counted, one for each seat when seats are", async () => {
  const to = await connected("stripe");
  const start = (settings: Settings) =>
    follow(to, "stripe", "customer.subscription.created", { seats: "3", click: CLICK }, settings);
  expect(kinds(await start({}))).toEqual(["ignored"]);
  expect(kinds(await start({ trials: true }))).toEqual(["lead"]);
  const seats = await start({ trials: true, seats: true });
  expect(new Set(keysOf(seats)).size).toBe(3);
});

test("stripe: removing the app is told by either of two notices, and both name the account", async () => {
  const to = await connected("stripe");
  for (const each of outgoing("stripe", "account.application.deauthorized", {})) {
    const [inbound] = inboundOf("stripe", each);
    expect(inbound).toMatchObject({ accountId: "acct_1StandInAcme", livemode: true });
    expect(await adapterOf("stripe").receiving!.map(inbound!, to, {})).toEqual([{ kind: "uninstalled" }]);
  }
  expect(inboundOf("stripe", outgoing("stripe", "invoice.paid", { livemode: "false" })[0]!)[0]?.livemode).toBe(false);
});

test("stripe: the keys of metadata in use are offered beside ours", async () => {
  const to = await connected("stripe");
  expect(await adapterOf("stripe").choices!["metadata_keys"]!(to)).toEqual([{ value: "lw_cid", label: "lw_cid" }]);
});

// ------------------------------------------------------------------------------------------------ Shopify

async function shop(): Promise<Connected> {
  const to = await connected("shopify");
  const registration = await adapterOf("shopify").register!(to, RECEIVER, defaultsOf("shopify"));
  return { ...to, credential: { ...to.credential, registration } };
}

test("shopify: registering twice makes each subscription once, and unregistering leaves none", async () => {
  const to = await shop();
  const again = await adapterOf("shopify").register!(to, RECEIVER, defaultsOf("shopify"));
  expect(again).toEqual(to.credential.registration);
  expect(again.ids).toHaveLength(7);
  const early = await adapterOf("shopify").register!(to, RECEIVER, { saleOn: "created" });
  expect(early.ids).toHaveLength(8);
  await adapterOf("shopify").unregister!({ ...to, credential: { ...to.credential, registration: early } });
  expect(sandbox.kept("shopify")["subscriptions"]).toEqual([]);
});

test("shopify: a paid order is a lead and a sale of its subtotal, with the click of its cart", async () => {
  const to = await shop();
  const actions = await follow(to, "shopify", "orders/paid", { order: "5600000000001", amount: "22.50", click: CLICK });
  expect(actions).toMatchObject([
    {
      kind: "lead",
      clickId: CLICK,
      person: { externalId: "gid://shopify/Customer/7100000000001", email: "buyer@example.com" },
    },
    {
      kind: "sale",
      key: "shopify:acme.myshopify.com:sale:gid://shopify/Order/5600000000001",
      amount: 2250n,
      currency: "USD",
    },
  ]);
  expect(kinds(await follow(to, "shopify", "orders/paid", { amount: "0.00" }))).toEqual(["lead"]);
  expect(await follow(to, "shopify", "orders/paid", { customer: "none" })).toMatchObject([
    { person: { externalId: null, email: "buyer@example.com" } },
    {},
  ]);
});

test("shopify: a refund counts when money moved, for the sale of its order", async () => {
  const to = await shop();
  const fields = { order: "5600000000001", refund: "900000000001", amount: "10.00" };
  expect(await follow(to, "shopify", "refunds/create", fields)).toMatchObject([
    {
      kind: "refund",
      saleKey: "shopify:acme.myshopify.com:sale:gid://shopify/Order/5600000000001",
      key: "shopify:acme.myshopify.com:refund:gid://shopify/Refund/900000000001",
      amount: 1000n,
    },
  ]);
  expect(kinds(await follow(to, "shopify", "refunds/create", { ...fields, moved: "false" }))).toEqual(["ignored"]);
});

test("shopify: an order's number beyond what a number holds is read digit by digit", async () => {
  const to = await shop();
  const [sent] = outgoing("shopify", "refunds/create", { order: "1" });
  const body = sent!.body.replace('"order_id":1', '"order_id":820982911946154508');
  const [inbound] = inboundOf("shopify", { ...sent!, body });
  expect(await adapterOf("shopify").receiving!.map(inbound!, to, {})).toMatchObject([
    { saleKey: "shopify:acme.myshopify.com:sale:gid://shopify/Order/820982911946154508" },
  ]);
});

test("shopify: a body of another shop under this one's header is refused", () => {
  const [sent] = outgoing("shopify", "customers/redact", {});
  const headers = { ...sent!.headers, "x-shopify-shop-domain": "globex.myshopify.com" };
  expect(() => inboundOf("shopify", { ...sent!, headers })).toThrow("other_shop");
});

test("shopify: privacy requests, removals and changed scopes are told from all else", async () => {
  const to = await shop();
  expect(await follow(to, "shopify", "customers/redact", { customer: "77" })).toMatchObject([
    { kind: "erase", person: { externalId: "gid://shopify/Customer/77" } },
  ]);
  expect(kinds(await follow(to, "shopify", "customers/data_request"))).toEqual(["data_request"]);
  expect(kinds(await follow(to, "shopify", "app/uninstalled"))).toEqual(["uninstalled"]);
  expect(await follow(to, "shopify", "app/scopes_update")).toEqual([{ kind: "scopes", granted: ["read_orders"] }]);
  const [test] = inboundOf("shopify", outgoing("shopify", "orders/paid", { test: "true" })[0]!);
  expect(test?.livemode).toBe(false);
});

// ------------------------------------------------------------------------------------------------ HubSpot

test("hubspot: a contact becomes a lead by the chosen rule, and only with a click", async () => {
  const to = await connected("hubspot");
  const lead = { kind: "lead", key: "hubspot:62515:lead:77", clickId: CLICK };
  expect(await follow(to, "hubspot", "contact.creation", { id: "77", click: CLICK })).toMatchObject([lead]);
  expect(kinds(await follow(to, "hubspot", "contact.creation", { id: "78" }))).toEqual(["ignored"]);
  const byStage = { leadOn: "contact_stage", leadStage: ["opportunity"] };
  expect(kinds(await follow(to, "hubspot", "contact.creation", { id: "77" }, byStage))).toEqual(["ignored"]);
  const reached = await follow(to, "hubspot", "contact.lifecyclestage", { id: "77", stage: "opportunity" }, byStage);
  expect(reached).toMatchObject([lead, { kind: "customer" }]);
  const deal = await follow(to, "hubspot", "deal.creation", { id: "5", contact: "78,77" }, { leadOn: "deal_created" });
  expect(deal).toMatchObject([lead]);
});

test("hubspot: a deal in a won stage is a sale of its amount, in its currency or the account's", async () => {
  const to = await connected("hubspot");
  await follow(to, "hubspot", "contact.creation", { id: "77", click: CLICK });
  const deal = { id: "456", contact: "77", stage: "closedwon" };
  const sale = { kind: "sale", key: "hubspot:62515:sale:456", clickId: CLICK };
  expect(await follow(to, "hubspot", "deal.dealstage", { ...deal, amount: "1500.00", currency: "USD" })).toMatchObject([
    { ...sale, amount: 150_000n, currency: "USD" },
  ]);
  expect(await follow(to, "hubspot", "deal.dealstage", { ...deal, id: "457", amount: "10.5" })).toMatchObject([
    { amount: 1050n, currency: "EUR" },
  ]);
  expect(await follow(to, "hubspot", "deal.dealstage", { ...deal, id: "458", amount: "" })).toEqual([
    { kind: "ignored", reason: "The deal has no amount." },
  ]);
  expect(await follow(to, "hubspot", "deal.amount", { id: "458", amount: "99.00" })).toMatchObject([
    { key: "hubspot:62515:sale:458", amount: 9900n },
  ]);
  expect(kinds(await follow(to, "hubspot", "deal.dealstage", { ...deal, id: "459", stage: "990001" }))).toEqual([
    "ignored",
  ]);
  expect(
    kinds(
      await follow(to, "hubspot", "deal.dealstage", { ...deal, id: "460", stage: "990002" }, { wonStages: ["990002"] }),
    ),
  ).toEqual(["sale"]);
});

test("hubspot: the same notice has one id however often it is tried, and another notice another one", async () => {
  const [sent] = outgoing("hubspot", "contact.creation", { event: "1", occurredAt: "1760000000000" });
  const again = { ...sent!, body: sent!.body.replace('"attemptNumber":0', '"attemptNumber":3') };
  const [first, repeat] = [inboundOf("hubspot", sent!), inboundOf("hubspot", again)];
  expect(repeat[0]?.deliveryId).toBe(first[0]?.deliveryId);
  const [other] = outgoing("hubspot", "contact.creation", { event: "1", occurredAt: "1760000000001" });
  expect(inboundOf("hubspot", other!)[0]?.deliveryId).not.toBe(first[0]?.deliveryId);
});

test("hubspot: a batch is read in whole, and what is no notice in it keeps nothing else out", () => {
  const [sent] = outgoing("hubspot", "batch", { events: "contact.creation,deal.dealstage,contact.privacyDeletion" });
  const body = JSON.stringify([null, { strange: true }, ...(JSON.parse(sent!.body) as object[])]);
  expect(inboundOf("hubspot", { ...sent!, body }).map(({ topic }) => topic)).toEqual([
    "contact.creation",
    "deal.propertyChange",
    "contact.privacyDeletion",
  ]);
  expect(() => inboundOf("hubspot", { ...sent!, body: "{}" })).toThrow("unexpected_body");
});

test("hubspot: stages and properties are offered by the names the account gave them; the field is made once it may be", async () => {
  const to = await connected("hubspot");
  const { choices, register } = adapterOf("hubspot");
  expect(await choices!["deal_stages"]!(to)).toContainEqual({ value: "990002", label: "Renewals: Renewed" });
  expect(await choices!["lifecycle_stages"]!(to)).toContainEqual({ value: "lead", label: "Lead" });
  expect((await choices!["deal_properties"]!(to)).map(({ value }) => value)).toEqual([
    "amount",
    "amount_in_home_currency",
    "hs_arr",
  ]);
  await register!(to, RECEIVER, {});
  expect(sandbox.kept("hubspot")["contactProperties"]).not.toContain("lw_cid");
});

// ------------------------------------------------------------------------------------------------ Slack, Resend, Segment

test("slack: channels that can be posted to are offered, and a removed app is told from a person who left", async () => {
  const to = await connected("slack");
  const offered = (await adapterOf("slack").choices!["channels"]!(to)).map(({ label }) => label);
  expect(offered).toEqual(["#sales", "#alerts", "#private-ops"]);
  for (const event of ["app_uninstalled", "tokens_revoked"])
    expect(await follow(to, "slack", event)).toEqual([{ kind: "uninstalled" }]);
  const [sent] = outgoing("slack", "tokens_revoked", {});
  const body = sent!.body.replace('"bot":["U0BOT"]', '"bot":[]');
  const [inbound] = inboundOf("slack", { ...sent!, body });
  expect(kinds(await adapterOf("slack").receiving!.map(inbound!, to, {}))).toEqual(["ignored"]);
});

test("slack: an event is posted to the chosen channel, and a channel that is gone is told from lost access", async () => {
  const to = await connected("slack");
  const event = {
    id: "evt_1",
    type: "sale.created",
    createdAt: "2026-11-26T10:00:00.000Z",
    data: { eventName: "purchase" },
    page: "https://app.example.com/acme/events/evt_1",
  };
  await adapterOf("slack").forwarding!.send(to, event, { channel: ["C0ALERTS"] });
  expect(sandbox.kept("slack")["messages"]).toMatchObject([
    { channel: "C0ALERTS", text: "Sale created. Milestone: purchase" },
  ]);
  const post = (channel: string[]) => adapterOf("slack").forwarding!.send(to, event, { channel });
  await expect(post(["C0OLD"])).rejects.toMatchObject({ kind: "missing", code: "is_archived" });
  await expect(post([])).rejects.toMatchObject({ kind: "missing" });
  await sandbox.uninstall("slack");
  await expect(post(["C0ALERTS"])).rejects.toMatchObject({ kind: "revoked" });
});

test("slack: commands and buttons are read from forms, without the token that proves nothing", () => {
  const [command] = inboundOf("slack", outgoing("slack", "slash_command", { text: "link launch" })[0]!);
  expect(command).toMatchObject({
    topic: "slash_command",
    accountId: "T0ACME",
    payload: { text: "link launch", user_id: "U0MIRA" },
  });
  expect(command?.payload).not.toHaveProperty("token");
  const [button] = inboundOf("slack", outgoing("slack", "block_actions", { action: "redeliver", value: "dlv_1" })[0]!);
  expect(button).toMatchObject({ topic: "block_actions", accountId: "T0ACME" });
});

test("resend: its webhook is made, replaced and removed, and a bounce for good is told from a soft one", async () => {
  const { receiving, register, unregister } = adapterOf("resend");
  const credential = { accessToken: APPS.resend.fullKey, refreshToken: null, accountId: "ins_1", registration: null };
  const to: Connected = { io: { send: egress.send, now: () => NOW }, app: appOf(sandbox, "RESEND"), credential };
  const url = "https://app.example.com/api/integrations/webhooks/resend/ins_1";
  await register!(to, url, {});
  const registration = await register!(to, url, { record: ["email.opened"] });
  expect(sandbox.kept("resend")["webhooks"]).toMatchObject([{ id: registration.ids[0], endpoint: url }]);
  const [sent] = outgoing("resend", "email.bounced", { to: "Gone@Example.com" });
  const request = signedRequest({ body: sent!.body, headers: sent!.sign(NOW) });
  expect(receiving!.verify(request, receiving!.secrets(to.app, registration), NOW)).toEqual({ ok: true });
  expect(receiving!.secrets(to.app, null)).toEqual([]);
  expect(await follow(to, "resend", "email.bounced", { to: "Gone@Example.com" })).toMatchObject([
    {
      kind: "email",
      status: "bounced",
      addresses: ["gone@example.com"],
      reason: "The recipient's mailbox does not exist",
    },
  ]);
  expect(await follow(to, "resend", "email.bounced", { bounceType: "Transient" })).toMatchObject([
    { status: "soft_bounced" },
  ]);
  expect(await follow(to, "resend", "email.complained")).toMatchObject([{ status: "complained" }]);
  const registered = { ...to, credential: { ...credential, registration } };
  await unregister!(registered);
  await unregister!(registered);
  expect(sandbox.kept("resend")["webhooks"]).toEqual([]);
});

test("segment: an event becomes one call under its own id, without the customer's address and name", async () => {
  const { forwarding, whoAmI } = adapterOf("segment");
  const withKey = (accessToken: string): Connected => ({
    io: { send: egress.send, now: () => NOW },
    app: appOf(sandbox, "SEGMENT"),
    credential: { accessToken, refreshToken: null, accountId: "ins_1", registration: null },
  });
  await expect(whoAmI!(withKey("wrong"))).rejects.toMatchObject({ kind: "revoked" });
  const to = withKey(APPS.segment.writeKey);
  await whoAmI!(to);
  const data = {
    id: "conv_1",
    amount: 4900,
    currency: "EUR",
    link: { id: "link_1" },
    customer: { id: "cus_1", externalId: "c-1", email: "a@b.example", name: "Ada" },
  };
  await forwarding!.send(
    to,
    { id: "evt_1", type: "sale.created", createdAt: "2026-11-26T10:00:00.000Z", data, page: "" },
    {},
  );
  await forwarding!.send(
    to,
    {
      id: "evt_2",
      type: "link.clicked",
      createdAt: "2026-11-26T10:00:00.000Z",
      data: { click: { id: "clk_1" } },
      page: "",
    },
    {},
  );
  const calls = sandbox.kept("segment")["calls"] as { body: object }[];
  expect(calls.slice(1).map(({ body }) => body)).toMatchObject([
    { userId: "c-1", event: "Sale Created", messageId: "evt_1", properties: { amount: 4900, linkId: "link_1" } },
    { anonymousId: "clk_1", event: "Link Clicked" },
  ]);
  expect(JSON.stringify(calls)).not.toMatch(/a@b\.example|Ada/);
});

test("no failure of a provider carries a token or a secret in its words", async () => {
  const to = await connected("hubspot");
  sandbox.fail({ provider: "hubspot", failure: "refused" });
  const error: unknown = await adapterOf("hubspot").oauth!.refresh!(to).catch((thrown: unknown) => thrown);
  const words = `${String(error)} ${JSON.stringify(error)}`;
  for (const secret of [to.credential.accessToken, to.credential.refreshToken, APPS.hubspot.clientSecret])
    expect(words).not.toContain(secret);
});
