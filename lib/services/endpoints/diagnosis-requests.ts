import type { Attempt } from "@/lib/contracts/deliveries";
import type { ProbeResult } from "@/lib/egress/egress";
import { scopeOf } from "@/lib/shared/endpoint-scope";
import { AppError } from "@/lib/shared/errors";
import { DAY, SECOND } from "@/lib/shared/time";
import { causeOf, explain } from "@/lib/webhooks/diagnosis";

import type { Context } from "../context";
import {
  dateInWords,
  daysInWords,
  explained,
  type Finding,
  passed,
  problem,
  skipped,
  warning,
} from "../diagnosis/words";
import { type EndpointRow } from "./scope";
import { testEndpoint } from "./test";
import { CERTIFICATE_WARNS_MS, explainProbe } from "./url-check-words";

const SLOW_CONNECT_MS = 1_000;
/** From this share of the time limit on an answer is worth a word. */
const SLOW_ANSWER = 0.5;

export function addressReachable(probe: ProbeResult): Finding {
  if (!probe.ok) {
    // A handshake that fails is the certificate's check; the address was reached.
    if (probe.phase === "tls") return passed(`${probe.host ?? "The host"} answers.`);
    const why = explainProbe(probe);
    return why ? explained(why) : problem(probe.message, "edit_url", "Edit URL");
  }
  const ms = Math.round((probe.timings.dns ?? 0) + (probe.timings.connect ?? 0));
  return ms >= SLOW_CONNECT_MS
    ? warning(`Slow: ${ms} ms to connect.`)
    : passed(`${probe.host} → ${probe.address}, connected in ${ms} ms.`);
}

export function certificateValid(probe: ProbeResult): Finding {
  if (!probe.ok) {
    const why = probe.phase === "tls" ? explainProbe(probe) : null;
    return why ? explained(why) : skipped("The address was not reached.");
  }
  if (!probe.certificate) return skipped("Plain HTTP, which the operator allowed for this host.");
  const left = probe.certificate.validTo.getTime() - Date.now();
  return left < CERTIFICATE_WARNS_MS
    ? warning(`Ends in ${daysInWords(Math.floor(left / DAY))}.`)
    : passed(`Valid until ${dateInWords(probe.certificate.validTo)}.`);
}

export async function acceptsTest(ctx: Context, endpoint: EndpointRow): Promise<Finding> {
  const attempt = await attemptOf(ctx, endpoint, "all");
  if (typeof attempt === "string") return skipped(attempt);
  const { statusCode, responseTimeMs, errorClass } = attempt;
  if (errorClass !== null) return failure(attempt, endpoint);
  if (responseTimeMs >= SLOW_ANSWER * endpoint.timeoutMs)
    return warning(
      `Answered ${statusCode}, but took ${(responseTimeMs / SECOND).toFixed(1)} s of ${endpoint.timeoutMs / SECOND} s.`,
    );
  return passed(`Answered ${statusCode} in ${responseTimeMs} ms.`);
}

export async function refusesWrongSignature(ctx: Context, endpoint: EndpointRow): Promise<Finding> {
  const attempt = await attemptOf(ctx, endpoint, "wrong");
  if (typeof attempt === "string") return skipped(attempt);
  const { statusCode, errorClass } = attempt;
  if (errorClass === null)
    return warning(
      "Accepted a wrong signature: anyone could post to it.",
      "get_verification_code",
      "Get verification code",
    );
  if (statusCode !== null && statusCode >= 400 && statusCode < 500) return passed(`Refused with ${statusCode}.`);
  return skipped(
    statusCode === null
      ? "It gave no answer to judge by."
      : `It answered ${statusCode}, which says nothing of the signature.`,
  );
}

/** The one attempt of a test, or why there is none. */
async function attemptOf(ctx: Context, endpoint: EndpointRow, signWith: "all" | "wrong"): Promise<Attempt | string> {
  try {
    const { attempts } = await testEndpoint(ctx, scopeOf(endpoint), endpoint.id, { signWith });
    return attempts[0] ?? "The test left no attempt.";
  } catch (error) {
    if (error instanceof AppError && error.error === "RATE_LIMITED") return `${error.message} Run this again later.`;
    throw error;
  }
}

/** Without what the receiver wrote: the run is kept, and shown to people who may not see payloads. */
function failure(attempt: Attempt, endpoint: EndpointRow): Finding {
  const { errorClass, statusCode, errorMessage } = attempt;
  const cause = causeOf({ errorClass, statusCode, message: errorMessage });
  if (cause === null) return skipped("The test could not be judged.");
  return explained(
    explain(cause, { url: endpoint.url, statusCode, message: errorMessage, timeoutMs: endpoint.timeoutMs }),
  );
}
