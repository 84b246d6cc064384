// How each provider signs what it sends, from the provider's side. Written from their documentation and apart from
// lib/integrations, so that the two can be held against each other.

import { createHmac } from "node:crypto";

type Headers = Record<string, string>;

/** What one of our verifiers is given for it, too. */
export interface Signed {
  body: string;
  secret: string;
  /** When it is sent, in milliseconds. */
  at: number;
}

const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text, "utf8");
const seconds = (at: number): number => Math.floor(at / 1_000);

export function signStripe({ body, secret, at }: Signed): Headers {
  const t = seconds(at);
  return { "stripe-signature": `t=${t},v1=${hmac(secret, `${t}.${body}`).digest("hex")}` };
}

export const signShopify = ({ body, secret }: Pick<Signed, "body" | "secret">): Headers => ({
  "x-shopify-hmac-sha256": hmac(secret, body).digest("base64"),
});

/** Adds `hmac` to the query that sends a person back. */
export function signShopifyCallback(query: Readonly<Record<string, string>>, secret: string): URLSearchParams {
  const text = Object.keys(query)
    .sort()
    .map((name) => `${name}=${query[name]}`)
    .join("&");
  return new URLSearchParams({ ...query, hmac: hmac(secret, text).digest("hex") });
}

/** The address must be without a query and without escapes, as HubSpot is told to use ours. */
export function signHubspot({ body, secret, at, method, url }: Signed & { method: string; url: string }): Headers {
  return {
    "x-hubspot-request-timestamp": String(at),
    "x-hubspot-signature-v3": hmac(secret, `${method}${url}${body}${at}`).digest("base64"),
  };
}

export function signSlack({ body, secret, at }: Signed): Headers {
  const t = seconds(at);
  return {
    "x-slack-request-timestamp": String(t),
    "x-slack-signature": `v0=${hmac(secret, `v0:${t}:${body}`).digest("hex")}`,
  };
}

export function signResend({ body, secret, at, id }: Signed & { id: string }): Headers {
  const t = seconds(at);
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  return {
    "svix-id": id,
    "svix-timestamp": String(t),
    "svix-signature": `v1,${hmac(key, `${id}.${t}.${body}`).digest("base64")}`,
  };
}
