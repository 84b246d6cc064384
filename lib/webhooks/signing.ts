import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

import { LRUCache } from "lru-cache";

import { maskSecret } from "./redaction";

/** Standard Webhooks: `whsec_` and the base64 of 24 to 64 random bytes. Ours have 32. */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;
const FORM = /^whsec_([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)?$/;

/** Decoding a secret costs as much as signing a small body; one process signs for few secrets at a time. */
const keys = new LRUCache<string, KeyObject>({ max: 5_000 });

export function newSigningSecret(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return PREFIX + btoa(String.fromCharCode(...bytes));
}

/** Whether this is a usable secret in its canonical form. */
export function isSigningSecret(value: string): boolean {
  if (!FORM.test(value)) return false;
  const bytes = atob(value.slice(PREFIX.length));
  return bytes.length >= 24 && bytes.length <= 64 && PREFIX + btoa(bytes) === value;
}

/** What reads show instead of the secret: a mask and its last four characters. */
export const secretHint = (secret: string): string => PREFIX + maskSecret(secret);

/**
 * The headers that prove where a request comes from, under their standard and their `svix-` names, in sending order.
 * Signed by Node: the package that receivers verify with has its SHA-256 in JavaScript and takes four times as long.
 * @param timestamp when this attempt is sent; new on every attempt, in whole seconds on the wire
 * @param body exactly what is sent
 * @param secrets every live secret, the current one first; each gives one `v1,` signature
 * @throws Error when there is no secret: an unsigned delivery is never sent
 */
export function signatureHeaders(message: {
  id: string;
  timestamp: Date;
  body: string;
  secrets: readonly string[];
}): [string, string][] {
  const { id, timestamp, body, secrets } = message;
  if (secrets.length === 0) throw new Error("A delivery cannot be signed without a secret.");
  const seconds = String(Math.floor(timestamp.getTime() / 1000));
  const signed = `${id}.${seconds}.${body}`;
  const signature = secrets
    .map((secret) => `v1,${createHmac("sha256", keyOf(secret)).update(signed).digest("base64")}`)
    .join(" ");
  return [
    ["webhook-id", id],
    ["webhook-timestamp", seconds],
    ["webhook-signature", signature],
    ["svix-id", id],
    ["svix-timestamp", seconds],
    ["svix-signature", signature],
  ];
}

function keyOf(secret: string): KeyObject {
  let key = keys.get(secret);
  if (!key) {
    key = createSecretKey(secret.slice(PREFIX.length), "base64");
    keys.set(secret, key);
  }
  return key;
}
