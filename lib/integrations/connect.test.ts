// Every provider that is connected by consent, against its stand-in: real requests through the product's own sender.

import { afterEach, beforeEach, expect, test } from "vitest";

import type { Egress } from "@/lib/egress/egress";
import { consentAsPerson } from "@/scripts/sandbox/consent-as-person";
import { type Sandbox, startSandbox } from "@/scripts/sandbox/server";
import type { Failure, StandInName } from "@/scripts/sandbox/world";

import type { Adapter, Connected } from "./adapter";
import {
  appOf,
  connect,
  type Connecting,
  connecting,
  credentialOf,
  localEgress,
  redirectUriOf,
  STATE,
} from "./fixtures/connect";
import { adapter as hubspot } from "./hubspot/adapter";
import { ProviderFailure } from "./provider-failure";
import { adapter as resend } from "./resend/adapter";
import { adapter as shopify } from "./shopify/adapter";
import { adapter as slack } from "./slack/adapter";
import { adapter as stripe } from "./stripe/adapter";

let now = Date.now();
let sandbox: Sandbox;
let egress: Egress;

beforeEach(async () => {
  now = Date.now();
  sandbox = await startSandbox({ appUrl: "http://127.0.0.1:9", now: () => now });
  egress = localEgress();
});
afterEach(async () => {
  await egress.close();
  await sandbox.close();
});

interface Case {
  adapter: Adapter;
  input: string;
  account: string;
  refreshes: boolean;
}

const CASES = (
  [
    { adapter: stripe, input: "", account: "acct_1StandInAcme", refreshes: true },
    { adapter: shopify, input: "acme.myshopify.com", account: "acme.myshopify.com", refreshes: true },
    { adapter: hubspot, input: "", account: "62515", refreshes: true },
    { adapter: slack, input: "", account: "T0ACME", refreshes: false },
  ] satisfies Case[]
).map((each) => [each.adapter.manifest.provider as StandInName, each] as const);
const REFRESHING = CASES.filter(([, { refreshes }]) => refreshes);

const io = () => ({ send: egress.send, now: () => now });

const begin = (each: Case): Connecting => connecting(sandbox, io(), each);

const failure = async (work: Promise<unknown>): Promise<ProviderFailure> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProviderFailure);
  return error as ProviderFailure;
};

test.each(CASES)("%s: consent leads to tokens, and they say whose account it is", async (_, each) => {
  const { connected, tokens, query } = await connect(begin(each));
  expect(query.get("state")).toBe(STATE);
  expect(connected.credential.accountId).toBe(each.account);
  const account = await each.adapter.whoAmI!(connected);
  expect(account.id).toBe(each.account);
  expect(account.name).not.toBe("");
  expect((tokens.expiresAt ?? 0) > now).toBe(each.refreshes);
  expect(tokens.refreshToken !== null).toBe(each.refreshes);
});

test.each(CASES)("%s: a code counts once", async (_, each) => {
  const begun = begin(each);
  const { query } = await connect(begun);
  const given = { code: query.get("code") ?? "", redirectUri: redirectUriOf(begun), input: each.input, verifier: null };
  expect((await failure(each.adapter.oauth!.exchange(io(), begun.app, given))).kind).toBe("revoked");
});

test.each(REFRESHING)(
  "%s: an expired token is told from a dead grant, and a refreshed one works again",
  async (_, each) => {
    const { connected } = await connect(begin(each));
    now += 3 * 3_600_000;
    expect((await failure(each.adapter.whoAmI!(connected))).kind).toBe("unauthorised");
    const tokens = await each.adapter.oauth!.refresh!(connected);
    const { refreshToken, accountId } = connected.credential;
    const fresh: Connected = {
      ...connected,
      credential: credentialOf({ ...tokens, refreshToken: tokens.refreshToken ?? refreshToken }, accountId),
    };
    expect((await each.adapter.whoAmI!(fresh)).id).toBe(each.account);
    expect(tokens.expiresAt! - now).toBeGreaterThan(60_000);
    await each.adapter.oauth!.refresh!(fresh);
  },
);

test.each(CASES)("%s: access that was taken away at the provider is `revoked`", async (provider, each) => {
  const { connected } = await connect(begin(each));
  await sandbox.uninstall(provider, each.account);
  const asks = each.refreshes ? each.adapter.oauth!.refresh!(connected) : each.adapter.whoAmI!(connected);
  expect((await failure(asks)).kind).toBe("revoked");
});

test.each(REFRESHING)(
  "%s: a client secret that was changed at the provider is our mistake and disconnects nobody",
  async (_, each) => {
    const { connected } = await connect(begin(each));
    const app = { ...connected.app, clientSecret: "another" };
    expect((await failure(each.adapter.oauth!.refresh!({ ...connected, app }))).kind).toBe("config");
  },
);

const FAILURES: readonly (readonly [Failure, string])[] = [
  ["429", "transient"],
  ["500", "transient"],
  ["html", "transient"],
  ["refused", "config"],
];

test.each(CASES)("%s: no failure on the provider's side is taken for a revoked grant", async (provider, each) => {
  const { connected } = await connect(begin(each));
  for (const [kind, wanted] of FAILURES) {
    sandbox.fail({ provider, failure: kind });
    const asks = each.refreshes ? each.adapter.oauth!.refresh!(connected) : each.adapter.whoAmI!(connected);
    const seen = await failure(asks);
    expect(seen.kind, kind).toBe(wanted);
    if (kind === "429") expect(seen.retryAfterS).toBeGreaterThan(0);
  }
  await each.adapter.whoAmI!(connected);
});

test.each(CASES)("%s: nothing that answers is a temporary failure", async (_, each) => {
  const { connected } = await connect(begin(each));
  const away = { ...connected, app: { ...connected.app, baseUrl: "http://127.0.0.1:1" } };
  expect((await failure(each.adapter.whoAmI!(away))).kind).toBe("transient");
});

test.each(CASES)("%s: disconnecting removes the app at the provider", async (provider, each) => {
  const { connected } = await connect(begin(each));
  const isInstalled = () =>
    sandbox.standIns
      .find(({ name }) => name === provider)
      ?.accounts()
      .find(({ id }) => id === each.account)?.installed;
  expect(isInstalled()).toBe(true);
  await each.adapter.disconnect!(connected);
  expect(isInstalled()).toBe(false);
});

test.each(CASES)("%s: a person who says no comes back with the state and without a code", async (_, each) => {
  const begun = begin(each);
  const { app, scopes, input } = begun;
  const asked = { redirectUri: redirectUriOf(begun), state: STATE, scopes, input, challenge: null };
  const query = await consentAsPerson(each.adapter.oauth!.authorizeUrl(app, asked), each.account, "deny");
  expect([query.get("state"), query.get("code"), query.get("error")]).toEqual([STATE, null, "access_denied"]);
});

test.each(CASES)("%s: without a stand-in the addresses are the provider's own, over HTTPS", (_, { adapter, input }) => {
  const asked = { redirectUri: "https://app.example.com/cb", state: STATE, scopes: ["a", "b"], input, challenge: null };
  const url = new URL(adapter.oauth!.authorizeUrl({ clientId: "c" }, asked));
  const hosts = ["marketplace.stripe.com", "acme.myshopify.com", "app.hubspot.com", "slack.com"];
  expect(url.protocol).toBe("https:");
  expect(hosts).toContain(url.host);
  expect(url.searchParams.get("state")).toBe(STATE);
  expect(url.searchParams.get("redirect_uri")).toBe("https://app.example.com/cb");
});

test("shopify: the way back is checked with the app's own secret", async () => {
  const begun = begin(CASES[1]![1]);
  const { query } = await connect(begun);
  expect(shopify.oauth!.verifyCallback!(begun.app, query, now)).toEqual({ ok: true });
  query.set("code", "another");
  expect(shopify.oauth!.verifyCallback!(begun.app, query, now).ok).toBe(false);
  expect(shopify.oauth!.verifyCallback!({}, query, now).ok).toBe(false);
});

test("resend: a key is right, right but too narrow, or wrong", async () => {
  const app = appOf(sandbox, "RESEND");
  const withKey = (accessToken: string): Connected => ({
    io: io(),
    app,
    credential: { accessToken, refreshToken: null, accountId: "key", registration: null },
  });
  expect((await resend.whoAmI!(withKey("re_StandInFullAccess"))).name).toBe("mail.acme.example");
  expect((await failure(resend.whoAmI!(withKey("re_StandInSendingOnly")))).kind).toBe("scope");
  expect((await failure(resend.whoAmI!(withKey("re_unknown")))).kind).toBe("revoked");
});
