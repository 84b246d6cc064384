import { accepted, anyMatches, isFresh, mac, refused, type Verdict, type VerifyRequest } from "../signed-request";

const CALLBACK_WINDOW_MS = 90_000;

/** A shop's name as it is kept: lower case, nothing after it. Also decides where our client secret is posted to. */
const SHOP = /^[a-z0-9][a-z0-9-]{0,59}\.myshopify\.com$/;
const HEX_DIGEST = /^[0-9a-f]{64}$/;

/**
 * Only the body is signed, without a time: neither topic, shop nor id in the headers may be believed for it. Both sets of
 * header names are in use.
 */
export const verify: VerifyRequest = ({ header, body }, secrets) => {
  const given = header("x-shopify-hmac-sha256") ?? header("shopify-hmac-sha256");
  if (!given) return refused("missing_signature");
  return anyMatches([given], secrets, (secret) => mac(secret, body).toString("base64"))
    ? accepted
    : refused("bad_signature");
};

/**
 * The query with which Shopify sends a person back to us. That its shop is the one asked for is for the caller to check.
 * Values are signed decoded. The `=` at the end of `host` may have been added after signing: both forms are tried.
 */
export function verifyCallback(query: URLSearchParams, secrets: readonly string[], nowMs: number): Verdict {
  const given = query.get("hmac") ?? "";
  if (!HEX_DIGEST.test(given)) return refused("missing_signature");
  if (new Set(query.keys()).size !== [...query.keys()].length) return refused("duplicate_parameter");
  if (!SHOP.test(query.get("shop") ?? "")) return refused("bad_shop");
  if (!isFresh(query.get("timestamp") ?? "", 1_000, nowMs, CALLBACK_WINDOW_MS)) return refused("stale");
  const signs = (hostAsGiven: boolean): boolean =>
    anyMatches([given], secrets, (secret) => mac(secret, signedText(query, hostAsGiven)).toString("hex"));
  const [asGiven, withoutPadding] = [signs(true), signs(false)];
  return asGiven || withoutPadding ? accepted : refused("bad_signature");
}

function signedText(query: URLSearchParams, hostAsGiven: boolean): string {
  return [...query.entries()]
    .filter(([name]) => name !== "hmac" && name !== "signature")
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, value]) => `${name}=${name === "host" && !hostAsGiven ? value.replace(/=+$/, "") : value}`)
    .join("&");
}
