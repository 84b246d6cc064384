import { accepted, anyMatches, isFresh, mac, refused, type VerifyRequest } from "../signed-request";

const WINDOW_MS = 300_000;

/** Events, commands and buttons alike. The `token` in the body is a left-over and proves nothing. */
export const verify: VerifyRequest = ({ header, body }, secrets, nowMs) => {
  const given = header("x-slack-signature");
  const timestamp = header("x-slack-request-timestamp");
  if (!given || !timestamp) return refused("missing_signature");
  if (!isFresh(timestamp, 1_000, nowMs, WINDOW_MS)) return refused("stale");
  return anyMatches([given], secrets, (secret) => `v0=${mac(secret, `v0:${timestamp}:`, body).toString("hex")}`)
    ? accepted
    : refused("bad_signature");
};
