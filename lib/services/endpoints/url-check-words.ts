import type { UrlCheck, UrlCheckKey } from "@/lib/contracts/diagnosis";
import type { EgressResult, ProbeResult } from "@/lib/egress/egress";
import { PRIVATE_HOST } from "@/lib/egress/url";
import { DAY } from "@/lib/shared/time";
import { causeOf, explain } from "@/lib/webhooks/diagnosis";

type Check = UrlCheck["checks"][number];
type FailedProbe = Extract<ProbeResult, { ok: false }>;

/** A certificate that ends sooner is worth a word. */
export const CERTIFICATE_WARNS_MS = 14 * DAY;

export const NOT_CHECKED = "Not checked.";

/** What stands in the way of a URL that is about to be used, and what to do. */
export function problemInWords(probe: FailedProbe, raw: string): string {
  const { host, phase, errorClass, message } = probe;
  if (phase === "url")
    return message === PRIVATE_HOST && URL.canParse(raw)
      ? message.replace("This host", new URL(raw).hostname)
      : message;
  if (errorClass === "dns") return `We cannot find ${host}. Check the spelling or its DNS record.`;
  if (phase === "tls") return `The certificate of ${host} ${whyDistrusted(message)}.`;
  const explanation = explainProbe(probe);
  return explanation ? `${explanation.headline} ${explanation.meaning}` : message;
}

function whyDistrusted(message: string): string {
  if (/expired/i.test(message)) return "has expired";
  return /another host name/.test(message) ? "is for another name" : "is not trusted";
}

/** The words of the whole product for this failure. */
export function explainProbe({ errorClass, message, url }: FailedProbe) {
  const cause = errorClass && causeOf({ errorClass, statusCode: null, message });
  return cause && url !== null ? explain(cause, { url, message }) : null;
}

export function passedInWords(key: UrlCheckKey, probe: ProbeResult): Check {
  switch (key) {
    case "url":
      return { key, state: "passed", message: "The URL is valid." };
    case "address_found":
      return { key, state: "passed", message: probe.ok ? probe.address : "Address found." };
    case "public_address":
      return { key, state: "passed", message: "Public address." };
    case "connects":
      return { key, state: "passed", message: `Connected in ${Math.round(probe.timings.connect ?? 0)} ms.` };
    case "certificate":
      return probe.ok && probe.certificate
        ? certificateCheck(probe.certificate.validTo)
        : { key, state: "skipped", message: "Plain HTTP, which the operator allowed for this host." };
    case "answers_post":
      return { key, state: "skipped", message: NOT_CHECKED };
  }
}

const DATE = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });

function certificateCheck(validTo: Date): Check {
  const key = "certificate";
  const days = Math.floor((validTo.getTime() - Date.now()) / DAY);
  return validTo.getTime() - Date.now() < CERTIFICATE_WARNS_MS
    ? { key, state: "warning", message: `TLS ends in ${days} day${days === 1 ? "" : "s"}.` }
    : { key, state: "passed", message: `TLS valid until ${DATE.format(validTo)}.` };
}

/** What an answer to a POST without a signature says of the URL: any answer of a route that takes POST will do. */
export function postCheck(url: string, result: EgressResult, answer: UrlCheck["answer"]): Check {
  const key = "answers_post";
  if (!result.ok) {
    const { errorClass, message, timings } = result;
    const cause = causeOf({ errorClass, statusCode: null, message, timings });
    const why = cause && explain(cause, { url, message, timeoutMs: POST_TIMEOUT_MS });
    return { key, state: "problem", message: why ? `${why.headline} ${why.meaning}` : message };
  }
  const { status } = result;
  const cause = causeOf({ errorClass: null, statusCode: status });
  if (cause === "redirect")
    return {
      key,
      state: "problem",
      message: `This URL redirects${answer?.location ? ` to ${answer.location}` : ""}. We do not follow redirects.`,
    };
  if (status === 404 || status === 405)
    return {
      key,
      state: "warning",
      message: `Reachable, but ${new URL(url).pathname} answers ${status} to POST. You can still create it.`,
    };
  if (cause === "http_410" || cause === "http_5xx")
    return { key, state: "warning", message: explain(cause, { url, statusCode: status }).headline };
  return { key, state: "passed", message: `Answers POST: ${status} in ${answer?.tookMs ?? 0} ms.` };
}

export const POST_TIMEOUT_MS = 5_000;
