import { formatBytes } from "@/lib/shared/presentation/numbers";
import { SECOND } from "@/lib/shared/time";

import type { Cause } from "./cause-of";
import { cut, type ExplanationFacts, Facts, NUMBER, seconds, URL_SHOWN_MAX } from "./explanation-facts";
import { decisiveAsFact } from "./filter-words";

export type { ExplanationFacts } from "./explanation-facts";

export type NextStepKey =
  | "edit_url"
  | "copy_source_addresses"
  | "send_test"
  | "run_diagnosis"
  | "raise_timeout"
  | "use_location"
  | "compare_accepted"
  | "check_signature"
  | "see_payload"
  | "set_rate_limit"
  | "see_response"
  | "edit_filter"
  | "enable_and_redeliver"
  | "see_plans"
  | "create_secret";

export interface NextStep {
  key: NextStepKey;
  label: string;
  /** The address that `use_location` would set. */
  value?: string;
}

export interface Explanation {
  cause: Cause;
  headline: string;
  meaning: string;
  /** Null when nobody but we can do anything. */
  nextStep: NextStep | null;
}

/** One cause in words: what happened, what it means, what to do. The copy of the whole product for failures. */
export function explain(cause: Cause, facts: ExplanationFacts): Explanation {
  return { cause, ...COPY[cause](new Facts(facts)) };
}

type Copy = (facts: Facts) => Omit<Explanation, "cause">;

const step = (key: NextStepKey, label: string): NextStep => ({ key, label });
const EDIT_URL = step("edit_url", "Edit URL");
const SEND_TEST = step("send_test", "Send test");
const SEE_RESPONSE = step("see_response", "See response");
const COPY_SOURCES = step("copy_source_addresses", "Copy source addresses");
const ENABLE = step("enable_and_redeliver", "Enable and redeliver");

/** The sentences that are there, as one paragraph. */
const paragraph = (...sentences: (string | null | undefined | false)[]): string => sentences.filter(Boolean).join(" ");

const refused: Copy = ({ code }) => ({
  headline: `Your receiver refused us (${code}).`,
  meaning:
    "Most often the signature check fails: wrong secret, or the body was changed before checking. A login wall or bot filter looks the same.",
  nextStep: step("check_signature", "Check this signature"),
});

const notAccepted: Copy = ({ code, answered }) => ({
  headline: `Your receiver did not accept the payload (${code}).`,
  meaning: answered ?? `The server answered ${code}.`,
  nextStep: step("compare_accepted", "Compare with last accepted"),
});

const COPY: Readonly<Record<Cause, Copy>> = {
  dns: ({ host }) => ({
    headline: `We could not find ${host}.`,
    meaning: "The name has no DNS record, or its name servers did not answer.",
    nextStep: EDIT_URL,
  }),
  blocked_address: ({ host }) => ({
    headline: `${host} points to a private address.`,
    meaning: "We only call public addresses.",
    nextStep: EDIT_URL,
  }),
  connect_refused: ({ host, port }) => ({
    headline: `${host} refused the connection.`,
    meaning: `Nothing listens on port ${port}, or a firewall turned us away.`,
    nextStep: COPY_SOURCES,
  }),
  connect_timeout: ({ host, given }) => ({
    headline: `${host} did not pick up.`,
    meaning: `No connection within ${seconds(given.connectTimeoutMs ?? 5 * SECOND)}. A firewall that drops packets looks like this.`,
    nextStep: COPY_SOURCES,
  }),
  connection_reset: ({ host }) => ({
    headline: `${host} hung up on us.`,
    meaning: "The connection closed before an answer. A crash or a proxy limit is likely.",
    nextStep: SEND_TEST,
  }),
  tls_expired: ({ host, given, date, time }) => ({
    headline: given.certificate?.expiredAt
      ? `The certificate of ${host} expired on ${date(given.certificate.expiredAt)}.`
      : `The certificate of ${host} has expired.`,
    meaning: given.retriesUntil ? `Renew it; we keep retrying until ${time(given.retriesUntil)}.` : "Renew it.",
    nextStep: SEND_TEST,
  }),
  tls_invalid: ({ host, given }) => ({
    headline: `We cannot trust the certificate of ${host}.`,
    meaning: whyDistrusted(given),
    nextStep: step("run_diagnosis", "Run diagnosis"),
  }),
  timeout: ({ given }) => ({
    headline: `Your receiver took longer than ${seconds(given.timeoutMs ?? 15 * SECOND)}.`,
    meaning:
      "It may still have handled the event. Answer 2xx first and do the work afterwards, and make handling safe to repeat.",
    nextStep: step("raise_timeout", "Raise timeout"),
  }),
  redirect: ({ code, location }) => ({
    headline: location
      ? `Your URL answered ${code} and pointed to ${cut(location, URL_SHOWN_MAX)}.`
      : `Your URL answered ${code}.`,
    meaning: "We never follow redirects, because the signed request would go somewhere else.",
    nextStep: location?.startsWith("https://")
      ? { key: "use_location", label: `Use ${cut(location, URL_SHOWN_MAX)}`, value: location }
      : EDIT_URL,
  }),
  http_400: notAccepted,
  http_422: notAccepted,
  http_4xx: notAccepted,
  http_401: refused,
  http_403: refused,
  http_404: ({ path }) => ({
    headline: `There is nothing at ${path}.`,
    meaning: "The server answered 404. The route may have moved or not be deployed.",
    nextStep: EDIT_URL,
  }),
  http_405: ({ path }) => ({
    headline: `${path} does not take POST.`,
    meaning: "The server answered 405.",
    nextStep: EDIT_URL,
  }),
  http_410: ({ given, time }) => ({
    headline: "Your receiver says this endpoint is gone.",
    meaning: paragraph("410 means stop.", given.at && `We turned it off at ${time(given.at)}.`),
    nextStep: EDIT_URL,
  }),
  http_413: ({ given }) => ({
    headline: "The payload was too large for your receiver.",
    meaning: paragraph(
      given.payloadBytes !== undefined && `It was ${formatBytes(given.payloadBytes, "en-GB")}.`,
      "Raise the body limit of your server or proxy.",
    ),
    nextStep: step("see_payload", "See payload"),
  }),
  http_429: ({ given, askedPauseMs }) => ({
    headline: "Your receiver asked us to slow down.",
    meaning: paragraph(
      askedPauseMs === null ? "It gave no pause." : `It asked for a pause of ${seconds(askedPauseMs)}, which we keep.`,
      given.sentPerSecond !== undefined && `${NUMBER.format(given.sentPerSecond)} a second were sent.`,
    ),
    nextStep: step("set_rate_limit", "Set a rate limit"),
  }),
  http_5xx: ({ code, answered }) => ({
    headline: `Your receiver failed (${code}).`,
    meaning: paragraph(answered, "Our request was complete."),
    nextStep: SEE_RESPONSE,
  }),
  invalid_response: ({ given }) => ({
    headline: "We could not read the answer.",
    meaning: whyUnreadable(given.message ?? ""),
    nextStep: SEE_RESPONSE,
  }),
  filtered: ({ given }) => ({
    headline: "Not sent: the filter did not match.",
    meaning: given.decisive
      ? `${decisiveAsFact(given.decisive)}.`
      : "The event does not fulfil the filter's conditions.",
    nextStep: step("edit_filter", "Edit filter"),
  }),
  paused: ({ given, when }) => ({
    headline: "Not sent: the endpoint was paused.",
    meaning: `Paused${given.by ? ` by ${given.by}` : ""}${when}.`,
    nextStep: ENABLE,
  }),
  disabled: ({ when }) => ({
    headline: "Not sent: the endpoint was turned off.",
    meaning: `Turned off automatically${when}.`,
    nextStep: ENABLE,
  }),
  plan: ({ given }) => ({
    headline: "Not sent: the endpoint was blocked by plan.",
    meaning: `${given.plan ?? "The plan"} does not include this. Events are held.`,
    nextStep: step("see_plans", "See plans"),
  }),
  secret_missing: ({ given, time }) => ({
    headline: "Not sent: this endpoint has no signing secret.",
    meaning: given.at ? `A secret was removed at ${time(given.at)}.` : "Its secret was removed.",
    nextStep: step("create_secret", "Create secret"),
  }),
  internal: ({ given }) => ({
    headline: "The problem was on our side.",
    meaning: paragraph(
      "This attempt does not count against your endpoint.",
      "It is sent again automatically.",
      given.reference && `Reference ${given.reference}.`,
    ),
    nextStep: null,
  }),
};

function whyDistrusted({ message, certificate }: ExplanationFacts): string {
  const text = message ?? "";
  if (/another host name|ALTNAME/i.test(text)) {
    return certificate?.names?.length
      ? `Wrong name: it is for ${certificate.names.join(", ")}.`
      : "Wrong name: it is for another host.";
  }
  if (/self-signed|SELF_SIGNED/.test(text)) return "Unknown issuer.";
  if (/trusted authority.*chain/i.test(text)) return "Unknown issuer, or a missing intermediate certificate.";
  if (/VERIFY_LEAF|chain is incomplete/i.test(text)) return "Missing intermediate certificate.";
  if (/ISSUER/.test(text)) return "Unknown issuer.";
  return sentence(text) ?? "The TLS handshake failed.";
}

function whyUnreadable(message: string): string {
  if (/headers? .*larger|HEADERS_OVERFLOW/i.test(message)) return "Headers over the limit.";
  // The fault may also lie in what we were asked to send: a custom header that no request can carry.
  if (/cannot be (?:sent|written)/.test(message)) return sentence(message) ?? "Malformed HTTP.";
  return "Malformed HTTP.";
}

/** What the sender wrote, when it is a sentence and not a code. */
const sentence = (message: string): string | null => (/^[A-Z][^\r\n]{4,200}\.$/.test(message) ? message : null);
