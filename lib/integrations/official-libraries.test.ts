// The providers' own packages against our checks, on random payloads, in both directions: what they sign we accept, what
// we sign in their name they accept, and what was spoiled both refuse. They are here for tests alone: several of them
// take a time from the future, which ours do not.

import "@shopify/shopify-api/adapters/node";

import { Signature } from "@hubspot/api-client";
import { shopifyApi } from "@shopify/shopify-api";
import { getHmac } from "@shopify/shopify-api/test-helpers";
import { isValidSlackRequest } from "@slack/bolt";
import fc from "fast-check";
import { Stripe } from "stripe";
import { Webhook as Svix } from "svix";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { signShopifyCallback, type Signed } from "@/scripts/sandbox/signatures";

import { HUBSPOT_URL, SCHEMES } from "./fixtures/schemes";
import { signedRequest } from "./fixtures/signed-request";
import { verifyCallback } from "./shopify/verify";

const NOW = 1_760_000_000_000;
const RUNS = 150;
type Headers = Record<string, string>;

interface Official {
  /** Null where the package can only check. */
  sign: ((message: Signed) => Headers | Promise<Headers>) | null;
  accepts: (headers: Headers, body: string, secret: string) => boolean | Promise<boolean>;
}

/** Some packages throw where others answer. */
const holds = (check: () => unknown): boolean => {
  try {
    check();
    return true;
  } catch {
    return false;
  }
};

const shopify = (apiSecretKey: string) =>
  shopifyApi({
    apiKey: "key",
    apiSecretKey,
    hostName: "app.example.com",
    apiVersion: "2026-04" as never, // any: nothing is called
    isEmbeddedApp: false,
    logger: { log: () => undefined },
  });

const OFFICIAL: Record<keyof typeof SCHEMES, Official> = {
  stripe: {
    sign: ({ body, secret, at }) => ({
      "stripe-signature": Stripe.webhooks.generateTestHeaderString({
        payload: body,
        secret,
        timestamp: Math.floor(at / 1_000),
      }),
    }),
    accepts: (headers, body, secret) =>
      holds(() => Stripe.webhooks.constructEvent(body, headers["stripe-signature"] ?? "", secret)),
  },
  shopify: {
    sign: ({ body, secret }) => ({ "x-shopify-hmac-sha256": getHmac(body, secret) }),
    accepts: async (headers, body, secret) => {
      const others = {
        "x-shopify-topic": "orders/paid",
        "x-shopify-shop-domain": "acme.myshopify.com",
        "x-shopify-api-version": "2026-04",
        "x-shopify-webhook-id": "1",
      };
      const rawRequest = { method: "POST", url: "/", headers: { ...others, ...headers } };
      return (await shopify(secret).webhooks.validate({ rawBody: body, rawRequest })).valid;
    },
  },
  hubspot: {
    sign: ({ body, secret, at }) => ({
      "x-hubspot-request-timestamp": String(at),
      "x-hubspot-signature-v3": Signature.getSignature("POST", "v3", hubspotOptions(body, secret, at)),
    }),
    accepts: (headers, body, secret) =>
      holds(() => {
        const valid = Signature.isValid({
          ...hubspotOptions(body, secret, Number(headers["x-hubspot-request-timestamp"])),
          method: "POST",
          signatureVersion: "v3",
          signature: headers["x-hubspot-signature-v3"] ?? "",
        });
        if (!valid) throw new Error("refused");
      }),
  },
  slack: {
    sign: null,
    accepts: (headers, body, signingSecret) =>
      isValidSlackRequest({
        signingSecret,
        body,
        headers: {
          "x-slack-signature": headers["x-slack-signature"] ?? "",
          "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
        },
      }),
  },
  resend: {
    sign: ({ body, secret, at }) => ({
      "svix-id": "msg_1",
      "svix-timestamp": String(Math.floor(at / 1_000)),
      "svix-signature": new Svix(secret).sign("msg_1", new Date(at), body),
    }),
    accepts: (headers, body, secret) => holds(() => new Svix(secret).verify(body, headers)),
  },
};

const hubspotOptions = (requestBody: string, clientSecret: string, timestamp: number) => ({
  signature: "",
  clientSecret,
  requestBody,
  url: HUBSPOT_URL,
  timestamp,
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
});
afterEach(() => {
  vi.useRealTimers();
});

const payload = fc.json({ stringUnit: "grapheme" }).filter((text) => text !== "");
const secretPart = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/);
/** Up to five minutes old: in the future the packages disagree with us, and rightly so. */
const age = fc.integer({ min: 0, max: 300 }).map((seconds) => seconds * 1_000);

const schemes = Object.entries(SCHEMES).map(([name, scheme]) => {
  const official = OFFICIAL[name as keyof typeof SCHEMES];
  const ours = (headers: Headers, body: string, secret: string): boolean =>
    scheme.verify(signedRequest({ headers, body, ...(scheme.url && { url: scheme.url }) }), [secret], Date.now()).ok;
  return [name, { ...scheme, official, ours }] as const;
});

test.each(schemes.filter(([, { official }]) => official.sign !== null))(
  "%s: what the official package signs is accepted",
  async (_, { official, ours, secretOf }) => {
    await fc.assert(
      fc.asyncProperty(payload, secretPart, age, async (body, part, old) => {
        const secret = secretOf(part);
        expect(ours(await official.sign!({ body, secret, at: NOW - old }), body, secret)).toBe(true);
      }),
      { numRuns: RUNS },
    );
  },
);

test.each(schemes)("%s: what a stand-in signs is accepted by the official package and by us", async (_, scheme) => {
  const { official, ours, secretOf, sign } = scheme;
  await fc.assert(
    fc.asyncProperty(payload, secretPart, age, async (body, part, old) => {
      const secret = secretOf(part);
      const headers = sign({ body, secret, at: NOW - old });
      expect(await official.accepts(headers, body, secret)).toBe(true);
      expect(ours(headers, body, secret)).toBe(true);
    }),
    { numRuns: RUNS },
  );
});

test.each(schemes)(
  "%s: what was spoiled on its way is refused by the official package and by us",
  async (_, scheme) => {
    const { official, ours, secretOf, sign, signatureHeader, windowMs } = scheme;
    const spoiling = fc.constantFrom("body", "secret", "signature", ...(windowMs === null ? [] : ["old"]));
    await fc.assert(
      fc.asyncProperty(payload, secretPart, spoiling, fc.nat(), async (body, part, spoiled, at) => {
        const secret = secretOf(part);
        const headers = sign({ body, secret, at: spoiled === "old" ? NOW - 301_000 : NOW });
        const given = headers[signatureHeader]!;
        // The last characters hold the signature in every scheme; one of them becomes another of its alphabet.
        const place = given.length - 3 - (at % 20);
        const other = given[place] === "a" ? "b" : "a";
        const changed = { ...headers, [signatureHeader]: given.slice(0, place) + other + given.slice(place + 1) };
        const sent = spoiled === "signature" ? changed : headers;
        const [arrived, key] = [
          spoiled === "body" ? `${body} ` : body,
          spoiled === "secret" ? secretOf(`${part}y`) : secret,
        ];
        expect(await official.accepts(sent, arrived, key)).toBe(false);
        expect(ours(sent, arrived, key)).toBe(false);
      }),
      { numRuns: RUNS },
    );
  },
);

test("shopify: the package and we judge the way back from the consent page alike, while no value needs escaping", async () => {
  const value = fc.stringMatching(/^[A-Za-z0-9_-]{1,43}$/);
  const query = fc.record({ code: value, host: value, state: value, offset: fc.integer({ min: -120, max: 120 }) });
  await fc.assert(
    fc.asyncProperty(query, secretPart, fc.boolean(), async ({ offset, ...values }, secret, spoil) => {
      const timestamp = String(NOW / 1_000 + offset);
      const sent = signShopifyCallback({ ...values, shop: "acme.myshopify.com", timestamp }, secret);
      if (spoil) sent.set("code", `${values.code}x`);
      const theirs = await shopify(secret)
        .utils.validateHmac(Object.fromEntries(sent))
        .catch(() => false);
      expect(verifyCallback(sent, [secret], NOW).ok).toBe(theirs);
      expect(theirs).toBe(!spoil && Math.abs(offset) <= 90);
    }),
    { numRuns: RUNS * 2 },
  );
});
