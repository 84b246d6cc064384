import type { ErrorClass } from "./state";

/** Why a delivery was not sent at all. */
export const NOT_SENT_CAUSES = ["filtered", "paused", "disabled", "plan", "secret_missing", "internal"] as const;
export type NotSentCause = (typeof NOT_SENT_CAUSES)[number];

/** What the sender writes when nothing could sign the request; the delivery is tried again all the same. */
export const NOTHING_SIGNS = "This endpoint has no signing secret that can be used.";

/** Every cause that a screen, an alert or the log can name. `http_4xx` and `http_5xx` are the codes without one of their own. */
export const CAUSES = [
  "dns",
  "blocked_address",
  "connect_refused",
  "connect_timeout",
  "connection_reset",
  "tls_expired",
  "tls_invalid",
  "timeout",
  "redirect",
  "http_400",
  "http_401",
  "http_403",
  "http_404",
  "http_405",
  "http_410",
  "http_413",
  "http_422",
  "http_429",
  "http_4xx",
  "http_5xx",
  "invalid_response",
  ...NOT_SENT_CAUSES,
] as const;
export type Cause = (typeof CAUSES)[number];

/** What is known of one attempt, or of a delivery that had none. */
export interface Evidence {
  /** Set when nothing was sent; then nothing else counts. */
  notSent?: NotSentCause | null | undefined;
  errorClass: ErrorClass | null;
  statusCode: number | null;
  /** What the sender wrote about the failure: a sentence or a code of Node. */
  message?: string | null | undefined;
  /** In ms; a phase that was not reached is missing. */
  timings?: { connect?: number | null | undefined; firstByte?: number | null | undefined } | null | undefined;
}

const NOT_OPENED = /could not be opened|connect timeout|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT/i;

/** The cause of a failure; null when the receiver accepted the event, and when nothing has happened yet. */
export function causeOf(evidence: Evidence): Cause | null {
  const { notSent, errorClass, statusCode, message } = evidence;
  if (notSent) return notSent;
  switch (errorClass) {
    case "dns":
      return "dns";
    case "blocked":
      return "blocked_address";
    case "refused":
      return "connect_refused";
    case "reset":
      return "connection_reset";
    case "tls":
      return /expired/i.test(message ?? "") ? "tls_expired" : "tls_invalid";
    case "timeout":
      return wasConnecting(evidence) ? "connect_timeout" : "timeout";
    case "protocol":
      return message === NOTHING_SIGNS ? "secret_missing" : "invalid_response";
    case "http":
    case null:
      return statusCode === null ? null : causeOfStatus(statusCode);
  }
}

function wasConnecting({ message, timings }: Evidence): boolean {
  if (NOT_OPENED.test(message ?? "")) return true;
  return Boolean(timings) && (timings?.connect ?? null) === null && (timings?.firstByte ?? null) === null;
}

function causeOfStatus(status: number): Cause | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400) return "redirect";
  if (status >= 400 && status < 500) return OWN_CAUSES.get(status) ?? "http_4xx";
  return status >= 500 && status < 600 ? "http_5xx" : "invalid_response";
}

const OWN_CAUSES: ReadonlyMap<number, Cause> = new Map(
  CAUSES.flatMap((cause) => {
    const code = /^http_(\d{3})$/.exec(cause)?.[1];
    return code ? [[Number(code), cause] as const] : [];
  }),
);
