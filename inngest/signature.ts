import { createHmac, createSecretKey } from "node:crypto";

import canonicalize from "canonicalize";

/** A JSON value as canonical JSON (RFC 8785), by the library that the SDK checks signatures with. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? "null";
}

/** Signs a body that is canonical JSON (RFC 8785) and returns the value of `x-inngest-signature`. */
export type Sign = (canonicalBody: string) => string;

/**
 * The request signature of the Inngest wire protocol: `t=<unix seconds>&s=<hex>`, an HMAC-SHA256 over body and time.
 * The key is the text of the hex string without its `signkey-<env>-` prefix, not the bytes it stands for. The SDK
 * parses the body and canonicalises it again before it compares, so any other spelling of the same JSON is refused.
 */
export function createSigner(signingKey: string): Sign {
  const key = createSecretKey(signingKey.replace(/^signkey-\w+-/, ""), "utf8");
  return (canonicalBody) => {
    const seconds = Math.floor(Date.now() / 1_000).toString();
    return `t=${seconds}&s=${createHmac("sha256", key).update(canonicalBody).update(seconds).digest("hex")}`;
  };
}

/** A signed request to the app's own Inngest endpoint, to be handed to its handler in process. */
export function signedRequest(options: {
  method: "POST" | "PUT";
  url: string;
  /** Canonical JSON. */
  body: string;
  sign: Sign;
  headers?: Record<string, string>;
}): Request {
  const { method, url, body, sign, headers } = options;
  return new Request(url, { method, body, headers: { ...headers, "x-inngest-signature": sign(body) } });
}
