import { accepted, anyMatches, isFresh, mac, refused, type VerifyRequest } from "../signed-request";

const WINDOW_MS = 300_000;

/**
 * `Stripe-Signature: t=…,v1=…`, one `v1` for each secret while one is rolled. Other schemes are ignored: `v0` is a decoy.
 * The key is the whole text of the secret with its `whsec_`; it is not decoded.
 */
export const verify: VerifyRequest = ({ header, body }, secrets, nowMs) => {
  const items = (header("stripe-signature") ?? "").split(",").map((item) => {
    const at = item.indexOf("=");
    return { name: item.slice(0, at).trim(), value: item.slice(at + 1).trim() };
  });
  const valuesOf = (name: string): string[] =>
    items.flatMap((item) => (item.name === name && item.value ? [item.value] : []));
  const [timestamp, ...others] = valuesOf("t");
  const given = valuesOf("v1");
  if (timestamp === undefined || others.length > 0 || given.length === 0) return refused("missing_signature");
  if (!isFresh(timestamp, 1_000, nowMs, WINDOW_MS)) return refused("stale");
  return anyMatches(given, secrets, (secret) => mac(secret, `${timestamp}.`, body).toString("hex"))
    ? accepted
    : refused("bad_signature");
};
