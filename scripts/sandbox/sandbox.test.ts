import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, expect, test } from "vitest";

import { SCHEMES } from "@/lib/integrations/fixtures/schemes";
import { signedRequest } from "@/lib/integrations/fixtures/signed-request";
import { verifyCallback } from "@/lib/integrations/shopify/verify";

import { type Sandbox, startSandbox } from "./server";
import { APPS } from "./variables";
import type { SendMode, StandInName } from "./world";

interface Taken {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let now = Date.now();
let sandbox: Sandbox;
let app: Server;
let appUrl = "";
let taken: Taken[] = [];
let status = 200;

beforeEach(async () => {
  now = Date.now();
  taken = [];
  status = 200;
  app = createServer((request, response) => {
    void request.toArray().then((chunks: Buffer[]) => {
      taken.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
      response.writeHead(status).end("taken");
    });
  });
  await new Promise<void>((resolve) => {
    app.listen(0, "127.0.0.1", resolve);
  });
  appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  sandbox = await startSandbox({ appUrl, now: () => now });
});

afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => {
    app.close(resolve);
  });
});

const FORM = { "content-type": "application/x-www-form-urlencoded" };
interface Answered {
  status: number;
  headers: Headers;
  raw: string;
  body: unknown;
  /** The text at a path with dots. */
  text: (path: string) => string;
}

const at = (value: unknown, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
const textAt = (value: unknown, path: string): string => {
  const found = at(value, path);
  return typeof found === "string" ? found : JSON.stringify(found);
};

const call = async (path: string, init: RequestInit = {}): Promise<Answered> => {
  const response = await fetch(`${sandbox.url}${path}`, { redirect: "manual", ...init });
  const raw = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") && raw !== "";
  const body: unknown = isJson ? JSON.parse(raw) : null;
  return { status: response.status, headers: response.headers, raw, body, text: (inside) => textAt(body, inside) };
};
const bodyOf = ({ body }: Taken): unknown => JSON.parse(String(body));
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  call(path, { method: "POST", headers: { ...FORM, ...headers }, body: new URLSearchParams(fields).toString() });

const callback = (provider: StandInName) => `${appUrl}/api/integrations/${provider}/callback`;

/** Consents as a person would and answers what the callback is given. */
async function consent(path: string, query: Record<string, string>, account: string, decision = "allow") {
  const url = `${path}?${new URLSearchParams(query)}`;
  const page = await call(url);
  expect(page.status, page.raw).toBe(200);
  expect(page.raw).toContain("local stand-in");
  const { headers } = await post(url, { decision, account });
  const location = new URL(headers.get("location") ?? "");
  return { to: location.origin + location.pathname, query: location.searchParams };
}

const basic = (user: string, password = "") => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });

// ------------------------------------------------------------------------------------------------ access

test("stripe: consent, tokens that rotate, and the Install API that ends them", async () => {
  const query = { client_id: APPS.stripe.clientId, redirect_uri: callback("stripe"), state: "s1" };
  const back = await consent("/stripe/oauth/v2/authorize", query, "acct_1StandInAcme");
  expect(back.to).toBe(callback("stripe"));
  expect(back.query.get("state")).toBe("s1");
  const ask = (fields: Record<string, string>, key: string = APPS.stripe.secretKey) =>
    post("/stripe/v1/oauth/token", fields, basic(key));
  const code = { grant_type: "authorization_code", code: back.query.get("code") ?? "" };
  expect((await ask(code, "sk_live_other")).status).toBe(401);
  const first = await ask(code);
  expect(first.body).toMatchObject({ livemode: true, stripe_user_id: "acct_1StandInAcme", scope: "stripe_apps" });
  expect((await ask(code)).body).toMatchObject({ error: "invalid_grant" });

  const account = (token: string) => call("/stripe/v1/account", { headers: { authorization: `Bearer ${token}` } });
  expect((await account(first.text("access_token"))).text("id")).toBe("acct_1StandInAcme");
  now += 3_600_001;
  expect((await account(first.text("access_token"))).status).toBe(401);
  const refresh = { grant_type: "refresh_token", refresh_token: first.text("refresh_token") };
  const second = await ask(refresh);
  expect((await ask(refresh)).status).toBe(400);
  expect((await account(second.text("access_token"))).status).toBe(200);

  const ours = { authorization: `Bearer ${APPS.stripe.secretKey}` };
  const installs = await call("/stripe/v1/apps/installs?account=acct_1StandInAcme", { headers: ours });
  const uninstall = await call(`/stripe/v1/apps/installs/${installs.text("data.0.id")}/uninstall`, {
    method: "POST",
    headers: { ...ours, "stripe-account": "acct_1StandInAcme", "stripe-version": "2026-10-28.endive" },
  });
  expect(uninstall.text("status")).toBe("uninstalling");
  expect((await account(second.text("access_token"))).status).toBe(401);
});

test("stripe: an install in the other mode belongs to the other app", async () => {
  const query = { client_id: APPS.stripeTest.clientId, redirect_uri: callback("stripe"), state: "s1" };
  const back = await consent("/stripe/oauth/v2/authorize", query, "acct_1StandInAcme");
  const fields = { grant_type: "authorization_code", code: back.query.get("code") ?? "" };
  expect((await post("/stripe/v1/oauth/token", fields, basic(APPS.stripeTest.secretKey))).body).toMatchObject({
    livemode: false,
  });
});

test("shopify: the way back is signed, and a token that never expires is given to nobody", async () => {
  const shop = "acme.myshopify.com";
  const query = {
    client_id: APPS.shopify.clientId,
    scope: "read_orders,read_customers",
    redirect_uri: callback("shopify"),
    state: "abc-_1",
  };
  const back = await consent(`/shopify/${shop}/admin/oauth/authorize`, query, shop);
  expect(verifyCallback(back.query, [APPS.shopify.clientSecret], now)).toEqual({ ok: true });
  const client = { client_id: APPS.shopify.clientId, client_secret: APPS.shopify.clientSecret };
  const ask = (fields: Record<string, string>) =>
    call(`/shopify/${shop}/admin/oauth/access_token`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...client, ...fields }),
    });
  const code = back.query.get("code") ?? "";
  expect((await ask({ code })).status).toBe(400);
});

test("shopify: subscriptions by GraphQL get the topics they ask for, with headers beside the signed body", async () => {
  const shop = "acme.myshopify.com";
  const token = await shopifyToken(shop);
  const graphql = (query: string, variables: object = {}) =>
    call(`/shopify/${shop}/admin/api/2026-10/graphql.json`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-shopify-access-token": token.text("access_token") },
      body: JSON.stringify({ query, variables }),
    });
  const who = await graphql("{ shop { id name } currentAppInstallation { accessScopes { handle } } }");
  expect(who.text("data.shop.myshopifyDomain")).toBe(shop);
  const create =
    "mutation ($topic: T!, $webhookSubscription: W!) { webhookSubscriptionCreate(topic: $topic) { userErrors { message } } }";
  const subscription = { callbackUrl: `${appUrl}/hooks`, format: "JSON" };
  const subscribe = (topic: string) => graphql(create, { topic, webhookSubscription: subscription });
  const made = await subscribe("ORDERS_PAID");
  expect(at(made.body, "data.webhookSubscriptionCreate.userErrors")).toEqual([]);
  expect(at((await subscribe("ORDERS_PAID")).body, "data.webhookSubscriptionCreate.userErrors")).toHaveLength(1);
  expect(at((await subscribe("SHOP_REDACT")).body, "data.webhookSubscriptionCreate.userErrors")).toHaveLength(1);

  await sandbox.send({ provider: "shopify", event: "orders/paid,refunds/create", account: shop });
  expect(taken.map(({ path, headers }) => [path, headers["x-shopify-topic"]])).toEqual([["/hooks", "orders/paid"]]);
  await sandbox.send({ provider: "shopify", event: "customers/redact", account: shop });
  expect(taken.at(-1)?.path).toBe("/api/integrations/webhooks/shopify");

  const id = made.text("data.webhookSubscriptionCreate.webhookSubscription.id");
  await graphql("mutation ($id: ID!) { webhookSubscriptionDelete(id: $id) { userErrors { message } } }", { id });
  expect(await sandbox.send({ provider: "shopify", event: "orders/paid", account: shop })).toEqual([]);
});

async function shopifyToken(shop: string) {
  const query = {
    client_id: APPS.shopify.clientId,
    scope: "read_orders,read_customers",
    redirect_uri: callback("shopify"),
    state: "s",
  };
  const back = await consent(`/shopify/${shop}/admin/oauth/authorize`, query, shop);
  const fields = {
    client_id: APPS.shopify.clientId,
    client_secret: APPS.shopify.clientSecret,
    code: back.query.get("code") ?? "",
    expiring: "1",
  };
  return post(`/shopify/${shop}/admin/oauth/access_token`, fields);
}

test("shopify: a lost refresh answer can be asked for again until its successor was used", async () => {
  const shop = "acme.myshopify.com";
  const first = await shopifyToken(shop);
  const refresh = async (refresh_token: string) =>
    post(`/shopify/${shop}/admin/oauth/access_token`, {
      client_id: APPS.shopify.clientId,
      client_secret: APPS.shopify.clientSecret,
      grant_type: "refresh_token",
      refresh_token,
    });
  await refresh(first.text("refresh_token"));
  const again = await refresh(first.text("refresh_token"));
  expect(again.status).toBe(200);
  expect((await refresh(again.text("refresh_token"))).status).toBe(200);
  expect((await refresh(first.text("refresh_token"))).body).toEqual({ error: "invalid_grant" });
});

test("hubspot: a grant that was taken away answers as HubSpot does, and nobody is told", async () => {
  const token = await hubspotToken();
  const details = () =>
    call("/hubspot/account-info/2026-09/details", {
      headers: { authorization: `Bearer ${token.text("access_token")}` },
    });
  expect((await details()).body).toMatchObject({ portalId: 62_515, accountType: "STANDARD" });
  expect(await sandbox.uninstall("hubspot")).toEqual([]);
  expect((await details()).status).toBe(401);
  const refreshed = await post("/hubspot/oauth/2026-09/token", {
    ...hubspotClient,
    grant_type: "refresh_token",
    refresh_token: token.text("refresh_token"),
  });
  expect(refreshed.body).toMatchObject({ error: "invalid_grant", status: "BAD_REFRESH_TOKEN" });
});

const hubspotClient = { client_id: APPS.hubspot.clientId, client_secret: APPS.hubspot.clientSecret };

async function hubspotToken(
  scope = "oauth crm.objects.contacts.read crm.objects.deals.read crm.schemas.contacts.write",
) {
  const query = { client_id: APPS.hubspot.clientId, redirect_uri: callback("hubspot"), scope, state: "s" };
  const back = await consent("/hubspot/oauth/authorize", query, "62515");
  const fields = { grant_type: "authorization_code", code: back.query.get("code") ?? "" };
  const wrong = await post("/hubspot/oauth/2026-09/token", {
    ...hubspotClient,
    ...fields,
    redirect_uri: `${appUrl}/x`,
  });
  expect(wrong.status).toBe(400);
  const other = await consent("/hubspot/oauth/authorize", query, "62515");
  const right = { ...fields, code: other.query.get("code") ?? "", redirect_uri: callback("hubspot") };
  return post("/hubspot/oauth/2026-09/token", { ...hubspotClient, ...right });
}

test("hubspot: what an event is about can be read, within the scopes; several come in one request", async () => {
  const access_token = (await hubspotToken()).text("access_token");
  const authorization = `Bearer ${access_token}`;
  await sandbox.send({
    provider: "hubspot",
    event: "batch",
    fields: { events: "contact.creation,deal.dealstage", id: "77", click: "lw_1", stage: "closedwon", amount: "10.00" },
  });
  const [batch] = taken;
  expect(JSON.parse(String(batch?.body))).toMatchObject([{ objectId: 77 }, { propertyValue: "closedwon" }]);
  const contact = await call("/hubspot/crm/objects/2026-09/contacts/77?properties=email,lw_cid", {
    headers: { authorization },
  });
  expect(at(contact.body, "properties")).toEqual({ email: "buyer@example.com", lw_cid: "lw_1" });
  const write = await call("/hubspot/crm/objects/2026-09/contacts/77", {
    method: "PATCH",
    headers: { authorization },
    body: "{}",
  });
  expect(write.status).toBe(403);
  const property = () =>
    call("/hubspot/crm/properties/2026-09/contacts", {
      method: "POST",
      headers: { authorization },
      body: JSON.stringify({ name: "lw_cid" }),
    });
  expect([(await property()).status, (await property()).status]).toEqual([201, 409]);
});

test("slack: failures come with 200 and a word, messages are kept, and a button says what was pressed", async () => {
  const scope = "chat:write,commands,channels:read";
  const query = { client_id: APPS.slack.clientId, redirect_uri: callback("slack"), scope, state: "s" };
  const back = await consent("/slack/oauth/v2/authorize", query, "T0ACME");
  const client = { client_id: APPS.slack.clientId, client_secret: APPS.slack.clientSecret };
  const fields = { ...client, redirect_uri: callback("slack"), code: back.query.get("code") ?? "" };
  const access = await post("/slack/api/oauth.v2.access", fields);
  expect(access.body).toMatchObject({ ok: true, team: { id: "T0ACME" }, scope });
  expect((await post("/slack/api/oauth.v2.access", fields)).body).toEqual({ ok: false, error: "invalid_code" });

  const headers = { authorization: `Bearer ${access.text("access_token")}`, "content-type": "application/json" };
  const api = async (method: string, body: object): Promise<unknown> =>
    (await call(`/slack/api/${method}`, { method: "POST", headers, body: JSON.stringify(body) })).body;
  expect(textAt(await api("conversations.list", {}), "channels")).toContain('"sales"');
  expect(await api("chat.postMessage", { channel: "C0ALERTS", text: "x" })).toEqual({
    ok: false,
    error: "not_in_channel",
  });
  expect(await api("chat.postMessage", { channel: "C0OLD", text: "x" })).toEqual({ ok: false, error: "is_archived" });
  const blocks = [{ type: "actions", elements: [{ type: "button", action_id: "redeliver", value: "dlv_1" }] }];
  const posted = await api("chat.postMessage", { channel: "C0SALES", text: "Failed", blocks });
  await api("chat.update", { channel: "C0SALES", ts: textAt(posted, "ts"), text: "Sent again" });
  await api("chat.postMessage", { channel: "C0SALES", text: "Failed", blocks });
  expect(sandbox.kept("slack")["messages"]).toMatchObject([{ text: "Sent again", edits: 1 }, { text: "Failed" }]);

  await sandbox.send({ provider: "slack", event: "block_actions", fields: { action: "redeliver" } });
  const pressed: unknown = JSON.parse(new URLSearchParams(String(taken[0]?.body)).get("payload") ?? "");
  expect(textAt(pressed, "actions.0.value")).toBe("dlv_1");
  await post(new URL(textAt(pressed, "response_url")).pathname, {});
  expect(sandbox.kept("slack")["responses"]).toHaveLength(1);

  await sandbox.uninstall("slack");
  expect(taken.slice(1).map(({ body }) => textAt(JSON.parse(String(body)), "event.type"))).toEqual([
    "tokens_revoked",
    "app_uninstalled",
  ]);
  expect(textAt(await api("auth.test", {}), "error")).toBe("token_revoked");
});

test("resend: keys of three kinds are told apart, and webhooks sign with their own secret", async () => {
  const domains = (key: string) => call("/resend/domains", { headers: { authorization: `Bearer ${key}` } });
  expect((await domains(APPS.resend.fullKey)).status).toBe(200);
  expect((await domains(APPS.resend.sendingKey)).text("name")).toBe("restricted_api_key");
  expect((await domains("re_wrong")).text("name")).toBe("invalid_api_key");
  const made = await call("/resend/webhooks", {
    method: "POST",
    headers: { authorization: `Bearer ${APPS.resend.fullKey}` },
    body: JSON.stringify({ endpoint: `${appUrl}/resend`, events: ["email.bounced"] }),
  });
  expect(made.status).toBe(201);
  const email = {
    from: "a@acme.example",
    to: "bounced@resend.dev",
    subject: "Hi",
    tags: [{ name: "n", value: "ntf_1" }],
  };
  await call("/resend/emails", {
    method: "POST",
    headers: { authorization: `Bearer ${APPS.resend.sendingKey}` },
    body: JSON.stringify(email),
  });
  await sandbox.send({ provider: "resend", event: "email.delivered,email.bounced" });
  expect(taken).toHaveLength(1);
  expect(verdict("resend", taken[0]!, made.text("signing_secret"))).toBe("ok");
  expect(at(bodyOf(taken[0]!), "data")).toMatchObject({ to: ["bounced@resend.dev"], tags: { n: "ntf_1" } });
});

test("resend: PKCE is demanded, and a refresh token that is used twice ends the grant", async () => {
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const query = {
    response_type: "code",
    client_id: APPS.resend.clientId,
    redirect_uri: callback("resend"),
    scope: "full_access",
    state: "s",
  };
  expect((await call(`/resend/oauth/authorize?${new URLSearchParams(query)}`)).status).toBe(400);
  const withChallenge = { ...query, code_challenge: challenge, code_challenge_method: "S256" };
  const ask = async (fields: Record<string, string>) =>
    post("/resend/oauth/token", fields, basic(APPS.resend.clientId, APPS.resend.clientSecret));
  const exchange = async (code_verifier: string) => {
    const back = await consent("/resend/oauth/authorize", withChallenge, "acme");
    const code = back.query.get("code") ?? "";
    return ask({ grant_type: "authorization_code", code, redirect_uri: callback("resend"), code_verifier });
  };
  expect((await exchange("another")).status).toBe(400);
  const first = await exchange(verifier);
  const refresh = (refresh_token: string) => ask({ grant_type: "refresh_token", refresh_token });
  const second = await refresh(first.text("refresh_token"));
  expect(second.status).toBe(200);
  expect((await refresh(first.text("refresh_token"))).status).toBe(400);
  expect((await refresh(second.text("refresh_token"))).status).toBe(400);
});

test("segment: takes calls under its write key alone", async () => {
  const track = (key: string, body: object) =>
    call("/segment/v1/track", { method: "POST", headers: basic(key), body: JSON.stringify(body) });
  expect((await track("wrong", { userId: "1" })).status).toBe(401);
  expect((await track(APPS.segment.writeKey, {})).status).toBe(400);
  expect((await track(APPS.segment.writeKey, { userId: "1", event: "Sale" })).status).toBe(200);
  expect(sandbox.kept("segment")["calls"]).toHaveLength(1);
});

test("a person who says no comes back without a code; an unknown app or address never leads anywhere", async () => {
  const query = { client_id: APPS.slack.clientId, redirect_uri: callback("slack"), scope: "commands", state: "s9" };
  const back = await consent("/slack/oauth/v2/authorize", query, "T0ACME", "deny");
  expect(Object.fromEntries(back.query)).toEqual({ error: "access_denied", state: "s9" });
  for (const wrong of [{ client_id: "other" }, { redirect_uri: "https://evil.example/callback" }]) {
    const url = `/slack/oauth/v2/authorize?${new URLSearchParams({ ...query, ...wrong })}`;
    expect((await call(url)).status).toBe(400);
    expect((await post(url, { decision: "allow", account: "T0ACME" })).headers.get("location")).toBeNull();
  }
});

// ------------------------------------------------------------------------------------------------ webhooks

function verdict(provider: keyof typeof SCHEMES, { headers, body, path }: Taken, secret: string): string {
  const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  const request = signedRequest({ headers: given, body, url: `${appUrl}${path}` });
  const result = SCHEMES[provider].verify(request, [secret], now);
  return result.ok ? "ok" : result.reason;
}

const SIGNED = [
  ["stripe", "invoice.paid", APPS.stripe.webhookSecret, "acct_1StandInAcme"],
  ["shopify", "customers/redact", APPS.shopify.clientSecret, "acme.myshopify.com"],
  ["hubspot", "contact.creation", APPS.hubspot.clientSecret, "62515"],
  ["slack", "app_uninstalled", APPS.slack.signingSecret, "T0ACME"],
] as const;
const MODES: readonly (readonly [SendMode, string])[] = [
  ["sound", "ok"],
  ["wrong_signature", "bad_signature"],
  ["missing_signature", "missing_signature"],
  ["changed", "bad_signature"],
  ["stale", "stale"],
  ["future", "stale"],
];

test.each(SIGNED)(
  "%s: our check takes what is sent soundly and sees through every other way",
  async (provider, event, secret, account) => {
    for (const [mode, wanted] of MODES) {
      taken = [];
      const [sent] = await sandbox.send({ provider, event, account, mode });
      expect(sent?.status).toBe(200);
      // Shopify signs no time, so that none can be wrong.
      const unsigned = provider === "shopify" && wanted === "stale";
      expect(verdict(provider, taken[0]!, secret), mode).toBe(unsigned ? "ok" : wanted);
    }
  },
);

test("a replay is the same bytes under the same headers, and a sequence can come in the wrong order", async () => {
  await sandbox.send({ provider: "stripe", event: "invoice.paid", mode: "replayed", times: 3 });
  expect(new Set(taken.map(({ body, headers }) => `${String(body)}${String(headers["stripe-signature"])}`)).size).toBe(
    1,
  );
  expect(taken).toHaveLength(3);
  await sandbox.again(sandbox.sent[0]!.number);
  expect(taken[3]).toEqual(taken[0]);
  taken = [];
  await sandbox.send({ provider: "stripe", event: "invoice.paid,refund.updated", mode: "out_of_order" });
  expect(taken.map(({ body }) => textAt(JSON.parse(String(body)), "type"))).toEqual(["refund.updated", "invoice.paid"]);
});

test("the next calls of an API fail as they were told to, and no others", async () => {
  const domains = () => call("/resend/domains", { headers: { authorization: `Bearer ${APPS.resend.fullKey}` } });
  sandbox.fail({ provider: "resend", failure: "429", times: 2 });
  sandbox.fail({ provider: "resend", failure: "500" });
  const limited = await domains();
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "1"]);
  expect([(await domains()).status, (await domains()).status, (await domains()).status]).toEqual([429, 500, 200]);
  sandbox.fail({ provider: "stripe", failure: "refused", path: "/oauth/token" });
  expect((await domains()).status).toBe(200);
  expect((await post("/stripe/v1/oauth/token", {}, basic(APPS.stripe.secretKey))).status).toBe(401);
  sandbox.fail({ provider: "resend", failure: "slow", slowMs: 80 });
  const started = performance.now();
  expect((await domains()).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(60);
});

test("the control page shows what was sent and carries orders out; another site's orders are refused", async () => {
  const page = await call("/");
  expect(page.raw).toContain("<h2>stripe</h2>");
  const fields = {
    provider: "stripe",
    event: "invoice.paid",
    account: "acct_1StandInAcme",
    mode: "sound",
    fields: "amount=123; currency=jpy",
  };
  const done = await post("/control/send", fields, { accept: "text/html" });
  expect(done.status).toBe(303);
  expect(at(bodyOf(taken[0]!), "data.object")).toMatchObject({ amount_paid: 123, currency: "jpy" });
  expect(at((await call("/control")).body, "sent")).toHaveLength(1);
  expect((await post("/control/send", fields, { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post("/control/send", { provider: "stripe", event: "no.such" })).status).toBe(400);
  expect((await post("/control/send", { provider: "nobody", event: "x" })).status).toBe(400);
});

test("what the app answers is kept beside what was sent, also when nothing answers", async () => {
  status = 401;
  const [refused] = await sandbox.send({ provider: "slack", event: "app_uninstalled", mode: "wrong_signature" });
  expect(refused).toMatchObject({ status: 401, answer: "taken" });
  const [lost] = await sandbox.send({
    provider: "slack",
    event: "app_uninstalled",
    fields: { url: "http://127.0.0.1:1/" },
  });
  expect(lost?.status).toBeNull();
});
