import { accepted, anyMatches, isFresh, mac, refused, type VerifyRequest } from "../signed-request";

const WINDOW_MS = 300_000;

/** The escapes that HubSpot undoes before it signs; all others stay as they are. */
const DECODED: Readonly<Record<string, string>> = {
  "%3A": ":",
  "%2F": "/",
  "%3F": "?",
  "%40": "@",
  "%21": "!",
  "%24": "$",
  "%27": "'",
  "%28": "(",
  "%29": ")",
  "%2A": "*",
  "%2C": ",",
  "%3B": ";",
};

/**
 * Version 3 alone: the older ones carry no time and are ignored. Method, address, body and a time in milliseconds are
 * signed one after the other.
 */
export const verify: VerifyRequest = ({ method, url, header, body }, secrets, nowMs) => {
  const given = header("x-hubspot-signature-v3");
  const timestamp = header("x-hubspot-request-timestamp");
  if (!given || !timestamp) return refused("missing_signature");
  if (!isFresh(timestamp, 1, nowMs, WINDOW_MS)) return refused("stale");
  const before = method.toUpperCase() + decoded(url);
  return anyMatches([given], secrets, (secret) => mac(secret, before, body, timestamp).toString("base64"))
    ? accepted
    : refused("bad_signature");
};

const decoded = (url: string): string =>
  url.replace(/%[0-9a-f]{2}/gi, (escape) => DECODED[escape.toUpperCase()] ?? escape);
