import type { ErrorClass } from "./state";

/** What is known of a failed attempt. */
export interface Failure {
  errorClass: ErrorClass | null;
  statusCode: number | null;
  errorMessage?: string | null;
  /** Where the request went. */
  url?: string;
  timeoutMs?: number;
}

export interface Explanation {
  cause: string;
  headline: string;
  meaning: string;
  nextStep: { key: string; label: string } | null;
}

const STEPS = {
  edit_url: "Edit URL",
  send_test: "Send test",
  diagnose: "Run diagnosis",
  source_addresses: "Copy source addresses",
  raise_timeout: "Raise timeout",
  check_signature: "Check this signature",
  see_payload: "See payload",
  see_response: "See response",
  rate_limit: "Set a rate limit",
  use_location: "Use the new location",
} as const;

const step = (key: keyof typeof STEPS) => ({ key, label: STEPS[key] });

const OWN_CODES: ReadonlySet<number> = new Set([400, 401, 403, 404, 405, 410, 413, 422, 429]);

/** The key in the catalogue of causes; null for an attempt that succeeded. */
export function causeOf({ errorClass, statusCode, errorMessage }: Failure): string | null {
  switch (errorClass) {
    case null:
      return null;
    case "dns":
      return "dns";
    case "blocked":
      return "blocked_address";
    case "refused":
      return "connect_refused";
    case "reset":
      return "connection_reset";
    case "timeout":
      return /connect/i.test(errorMessage ?? "") ? "connect_timeout" : "timeout";
    case "tls":
      return /expired/i.test(errorMessage ?? "") ? "tls_expired" : "tls_invalid";
    case "protocol":
      return "invalid_response";
    case "http":
      return causeOfStatus(statusCode);
  }
}

function causeOfStatus(code: number | null): string {
  if (code === null) return "invalid_response";
  if (OWN_CODES.has(code)) return `http_${code}`;
  if (code >= 300 && code < 400) return "redirect";
  return code >= 500 ? "http_5xx" : "http_4xx";
}

/** In words: what went wrong, what it means, what to do about it. Null for an attempt that succeeded. */
export function explain(failure: Failure): Explanation | null {
  const cause = causeOf(failure);
  return cause === null ? null : { cause, ...wordsOf(cause, failure) };
}

function wordsOf(cause: string, { url, statusCode, timeoutMs, errorMessage }: Failure): Omit<Explanation, "cause"> {
  const { host, port, path } = partsOf(url);
  const code = statusCode ?? "";
  switch (cause) {
    case "dns":
      return { headline: `We could not find ${host}.`, meaning: "The name has no DNS record, or its name servers did not answer.", nextStep: step("edit_url") };
    case "blocked_address":
      return { headline: `${host} points to a private address.`, meaning: "We only call public addresses.", nextStep: step("edit_url") };
    case "connect_refused":
      return { headline: `${host} refused the connection.`, meaning: `Nothing listens on port ${port}, or a firewall turned us away.`, nextStep: step("source_addresses") };
    case "connect_timeout":
      return { headline: `${host} did not pick up.`, meaning: "No connection within 5 s. A firewall that drops packets looks like this.", nextStep: step("source_addresses") };
    case "connection_reset":
      return { headline: `${host} hung up on us.`, meaning: "The connection closed before an answer. A crash or a proxy limit is likely.", nextStep: step("send_test") };
    case "tls_expired":
      return { headline: `The certificate of ${host} expired.`, meaning: "Renew it; we keep retrying until the attempts are used.", nextStep: step("send_test") };
    case "tls_invalid":
      return { headline: `We cannot trust the certificate of ${host}.`, meaning: errorMessage ?? "Its name, its issuer or its chain is not valid.", nextStep: step("diagnose") };
    case "timeout":
      return {
        headline: timeoutMs === undefined ? "Your receiver took too long." : `Your receiver took longer than ${timeoutMs / 1000} s.`,
        meaning: "It may still have handled the event. Answer 2xx first and do the work afterwards, and make handling safe to repeat.",
        nextStep: step("raise_timeout"),
      };
    case "redirect":
      return { headline: `Your URL answered ${code} and pointed elsewhere.`, meaning: "We never follow redirects, because the signed request would go somewhere else.", nextStep: step("use_location") };
    case "http_400":
    case "http_422":
      return { headline: `Your receiver did not accept the payload (${code}).`, meaning: "Its answer below says more.", nextStep: step("see_response") };
    case "http_401":
    case "http_403":
      return {
        headline: `Your receiver refused us (${code}).`,
        meaning: "Most often the signature check fails: wrong secret, or the body was changed before checking. A login wall or bot filter looks the same.",
        nextStep: step("check_signature"),
      };
    case "http_404":
      return { headline: `There is nothing at ${path}.`, meaning: "The server answered 404. The route may have moved or not be deployed.", nextStep: step("edit_url") };
    case "http_405":
      return { headline: `${path} does not take POST.`, meaning: "The server answered 405.", nextStep: step("edit_url") };
    case "http_410":
      return { headline: "Your receiver says this endpoint is gone.", meaning: "410 means stop.", nextStep: step("edit_url") };
    case "http_413":
      return { headline: "The payload was too large for your receiver.", meaning: "Raise the body limit of your server or proxy.", nextStep: step("see_payload") };
    case "http_429":
      return { headline: "Your receiver asked us to slow down.", meaning: "We wait at least a minute, or as long as it asked.", nextStep: step("rate_limit") };
    case "http_5xx":
      return { headline: `Your receiver failed (${code}).`, meaning: "Our request was complete.", nextStep: step("see_response") };
    case "http_4xx":
      return { headline: `Your receiver answered ${code}.`, meaning: "Only 2xx counts as delivered.", nextStep: step("see_response") };
    default:
      return { headline: "We could not read the answer.", meaning: "The answer was not valid HTTP, or its headers were over the limit.", nextStep: step("see_response") };
  }
}

function partsOf(url: string | undefined): { host: string; port: string; path: string } {
  if (url === undefined || !URL.canParse(url)) return { host: "The host", port: "443", path: "this path" };
  const { hostname, port, protocol, pathname } = new URL(url);
  return { host: hostname, port: port || (protocol === "http:" ? "80" : "443"), path: pathname };
}
