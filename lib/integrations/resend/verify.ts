import { isUtf8 } from "node:buffer";

import { Webhook } from "standardwebhooks";

import { accepted, anyMatches, isFresh, refused, type VerifyRequest } from "../signed-request";

const WINDOW_MS = 300_000;

/**
 * Standard Webhooks, with the headers under their `svix-` names or under the standard ones; one whole set counts, never a
 * mixture. The package makes the signature that is wanted; its own check reads the clock and looks at no other name.
 */
export const verify: VerifyRequest = ({ header, body }, secrets, nowMs) => {
  const prefix = header("svix-id") === null ? "webhook" : "svix";
  const id = header(`${prefix}-id`);
  const timestamp = header(`${prefix}-timestamp`);
  const list = header(`${prefix}-signature`);
  if (!id || !timestamp || !list) return refused("missing_signature");
  if (!isFresh(timestamp, 1_000, nowMs, WINDOW_MS)) return refused("stale");
  // The package signs text: bytes that are none would be signed as if they were replacement characters.
  if (!isUtf8(body)) return refused("bad_signature");
  const given = list.split(" ").filter((each) => each.startsWith("v1,"));
  const sentAt = new Date(Number(timestamp) * 1_000);
  return anyMatches(given, secrets, (secret) => signerOf(secret)?.sign(id, sentAt, body.toString()) ?? null)
    ? accepted
    : refused("bad_signature");
};

function signerOf(secret: string): Webhook | null {
  try {
    return new Webhook(secret);
  } catch {
    // Not a secret of this scheme: nothing can have been signed with it.
    return null;
  }
}
