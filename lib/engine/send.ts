import type { AttemptRow } from "@/lib/db/engine/results";
import type { EgressResult } from "@/lib/egress/egress";
import { sharedDate } from "@/lib/shared/clock";
import { newIdAt } from "@/lib/shared/ids";
import { NOTHING_SIGNS } from "@/lib/webhooks/cause-of";
import { MASK, maskHeaders } from "@/lib/webhooks/redaction";
import { signatureHeaders } from "@/lib/webhooks/signing";

import { egress } from "./egress";
import type { Job } from "./job";
import type { Route } from "./routing";

const USER_AGENT = "Linquid-Webhooks/1.0";

/** Which secrets sign: all that live, the current one, or one of nobody (a test that a receiver must refuse). */
export type SignWith = "all" | "current" | "wrong";

/** 32 zero bytes: well formed, and nobody's. */
const WRONG_SECRET = `whsec_${"A".repeat(43)}=`;

/** Makes one request for a delivery and says what came of it. Never rejects. */
export async function sendOnce(job: Job, route: Route, signWith: SignWith = "all"): Promise<EgressResult> {
  const timestamp = sharedDate();
  const secrets = secretsFor(route, signWith, timestamp.getTime());
  if (secrets.length === 0) {
    return {
      ok: false,
      errorClass: "protocol",
      message: NOTHING_SIGNS,
      elapsedMs: 0,
      timings: {},
      address: null,
      startedAt: timestamp,
    };
  }
  const signed = signatureHeaders({ id: job.eventId, timestamp, body: job.body, secrets });
  return egress().send({
    method: "POST",
    url: route.url,
    headers: [...route.headers, ["content-type", "application/json"], ["user-agent", USER_AGENT], ...signed],
    body: job.body,
    timeoutMs: route.timeoutMs,
  });
}

function secretsFor(route: Route, signWith: SignWith, now: number): string[] {
  if (signWith === "wrong") return [WRONG_SECRET];
  const live = route.secrets.filter((secret) => secret.expiresAt > now).map((secret) => secret.value);
  return signWith === "current" ? live.slice(0, 1) : live;
}

const MASKED_SIGNATURE = `v1,${MASK}`;

/** The request's headers as they are kept: custom values and signatures masked. */
function maskedRequestHeaders(job: Job, route: Route, startedAt: Date, signatures: number): string {
  const seconds = String(Math.floor(startedAt.getTime() / 1000));
  const signature = Array.from({ length: signatures }, () => MASKED_SIGNATURE).join(" ");
  return JSON.stringify([
    ...route.maskedHeaders,
    ["content-type", "application/json"],
    ["user-agent", USER_AGENT],
    ["webhook-id", job.eventId],
    ["webhook-timestamp", seconds],
    ["webhook-signature", signature],
    ["svix-id", job.eventId],
    ["svix-timestamp", seconds],
    ["svix-signature", signature],
  ]);
}

const tenths = (ms: number | undefined): number => Math.round((ms ?? 0) * 10);

/** The request that was made, as a row. Its number is the one after the last. */
export function attemptRow(
  job: Job,
  route: Route,
  result: EgressResult,
  nextAttemptAt: Date | null,
  signWith: SignWith = "all",
): AttemptRow {
  const { timings } = result;
  const totalMs = result.ok ? result.timings.total : result.elapsedMs;
  const answered = result.ok || result.status !== undefined;
  const succeeded = result.ok && result.status >= 200 && result.status < 300;
  return {
    id: newIdAt("attempt", result.startedAt),
    number: job.attemptCount + 1,
    trigger: job.attempts.length === 0 ? job.trigger : "automatic",
    requestedBy: job.attempts.length === 0 ? job.requestedBy : null,
    startedAt: result.startedAt,
    responseTimeMs: Math.round(totalMs),
    statusCode: result.status ?? null,
    errorClass: result.ok ? (succeeded ? null : "http") : result.errorClass,
    errorMessage: result.ok ? null : result.message,
    requestUrl: route.url,
    requestHeaders: maskedRequestHeaders(
      job,
      route,
      result.startedAt,
      Math.max(1, secretsFor(route, signWith, result.startedAt.getTime()).length),
    ),
    responseHeaders: answered ? JSON.stringify(maskHeaders(result.headers ?? [], "response")) : null,
    responseBody: result.ok ? result.body : null,
    responseSize: result.ok ? result.size : null,
    truncated: result.ok && result.truncated,
    timings: [timings.dns, timings.connect, timings.tls, timings.firstByte, totalMs].map(tenths),
    resolvedAddress: result.address,
    nextAttemptAt,
  };
}
