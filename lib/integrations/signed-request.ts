// What every check of a provider's signature is made of. Pure: the clock is an argument, nothing is read or kept.

import { createHmac, timingSafeEqual } from "node:crypto";

/** A request of a provider as it came in, before anything of it is believed. */
export interface SignedRequest {
  method: string;
  /** The receiver's address as it is entered at the provider, never built from the Host header. */
  url: string;
  /** A header by its name in any case; null when it is absent. */
  header: (name: string) => string | null;
  /** The bytes as they arrived. */
  body: Buffer;
}

/** Why a request is refused. For the log of failures; the sender learns nothing of it. */
export type Refusal = "missing_signature" | "stale" | "bad_signature" | "duplicate_parameter" | "bad_shop";

export type Verdict = { ok: true } | { ok: false; reason: Refusal };

/**
 * Whether a provider sent this request, just now.
 * @param secrets all that may have signed: more than one while a secret is being replaced; none refuses everything
 * @param nowMs milliseconds since 1970
 */
export type VerifyRequest = (request: SignedRequest, secrets: readonly string[], nowMs: number) => Verdict;

export const accepted: Verdict = { ok: true };
export const refused = (reason: Refusal): Verdict => ({ ok: false, reason });

/** HMAC-SHA256 over the parts in their order; text is signed as UTF-8. */
export function mac(key: string | Buffer, ...parts: readonly (string | Buffer)[]): Buffer {
  const hmac = createHmac("sha256", key);
  for (const part of parts) hmac.update(part);
  return hmac.digest();
}

/** Whether two texts are the same, in a time that says nothing about where they differ. */
export function sameText(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(wanted)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Whether a timestamp is within the window around now, on both sides: what comes from the future was not signed now.
 * Only plain digits count, so that one moment has one spelling.
 * @param unitMs how many milliseconds one tick of the provider has
 */
export const isFresh = (timestamp: string, unitMs: number, nowMs: number, windowMs: number): boolean =>
  /^[1-9]\d{0,14}$/.test(timestamp) && Math.abs(nowMs - Number(timestamp) * unitMs) <= windowMs;

/** Whether one of the given signatures is the one that one of the secrets makes. All are compared. */
export function anyMatches(
  given: readonly string[],
  secrets: readonly string[],
  sign: (secret: string) => string | null,
): boolean {
  let matches = false;
  for (const secret of secrets) {
    // An empty key would make a signature that everybody can make.
    const wanted = secret === "" ? null : sign(secret);
    if (wanted === null) continue;
    for (const each of given) matches = sameText(each, wanted) || matches;
  }
  return matches;
}
