export interface HeaderIssue {
  /** `headers`, or `headers.<name>`. */
  path: string;
  message: string;
}

export type HeadersCheck = { ok: true; headers: Record<string, string> } | { ok: false; issues: HeaderIssue[] };

const COUNT_MAX = 20;
const NAME_LENGTH_MAX = 128;
const VALUE_BYTES_MAX = 4096;
const ALL_BYTES_MAX = 16_384;

/** An RFC 9110 token. */
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
/** Printable ASCII, space and tab inside only. */
const VALUE = /^[\x21-\x7e](?:[\t\x20-\x7e]*[\x21-\x7e])?$/;

/** Headers that frame the message or name the host: nobody sets them by hand, our own code included. */
const FRAMING = new Set([
  "host",
  "content-length",
  "transfer-encoding",
  "connection",
  "keep-alive",
  "upgrade",
  "te",
  "trailer",
  "expect",
  "http2-settings",
  "proxy-connection",
]);
/** Further names that a user may not set: we write them, or a proxy in between trusts them. */
const RESERVED = new Set(["user-agent", "forwarded", "via"]);
const RESERVED_PREFIXES = ["content-", "proxy-", "x-forwarded-", "webhook-", "svix-"];
const PROTOTYPE_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * The rules for an endpoint's own headers. Names keep the spelling they were given; the result is a plain object whose
 * keys are all its own.
 */
export function checkHeaders(input: unknown): HeadersCheck {
  if (!isPlainObject(input))
    return { ok: false, issues: [{ path: "headers", message: "Headers must be an object of names and values." }] };
  const entries = Object.entries(input);
  if (entries.length > COUNT_MAX)
    return { ok: false, issues: [{ path: "headers", message: `At most ${COUNT_MAX} headers are possible.` }] };

  const issues: HeaderIssue[] = [];
  const seen = new Set<string>();
  let bytes = 0;
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    const message = seen.has(lower)
      ? "This header is given twice."
      : (problemOfName(name, lower) ?? problemOfValue(value));
    if (message !== undefined) issues.push({ path: `headers.${name.slice(0, NAME_LENGTH_MAX)}`, message });
    seen.add(lower);
    bytes += name.length + (typeof value === "string" ? value.length : 0);
  }
  if (issues.length === 0 && bytes > ALL_BYTES_MAX)
    issues.push({ path: "headers", message: "All headers together are larger than 16 KiB." });
  return issues.length > 0
    ? { ok: false, issues }
    : { ok: true, headers: Object.fromEntries(entries) as Record<string, string> };
}

/**
 * May this header go on the wire? Asked again right before every request, because a stored header may be older than the
 * rules. Unlike `checkHeaders` it lets our own headers through (`webhook-id`, `user-agent`, `content-type`).
 */
export function isSendableHeader(name: string, value: string): boolean {
  return isName(name) && isValue(value) && !FRAMING.has(name.toLowerCase());
}

function isPlainObject(input: unknown): input is Record<string, unknown> {
  if (typeof input !== "object" || input === null) return false;
  const prototype: unknown = Object.getPrototypeOf(input);
  return prototype === Object.prototype || prototype === null;
}

const isName = (name: string): boolean => name.length <= NAME_LENGTH_MAX && NAME.test(name);
const isValue = (value: unknown): boolean =>
  typeof value === "string" && value.length <= VALUE_BYTES_MAX && VALUE.test(value);

function problemOfName(name: string, lower: string): string | undefined {
  if (!isName(name)) return `A header name has 1 to ${NAME_LENGTH_MAX} letters, digits or hyphens.`;
  if (PROTOTYPE_KEYS.has(lower)) return "This header name is not possible.";
  const reserved =
    FRAMING.has(lower) || RESERVED.has(lower) || RESERVED_PREFIXES.some((prefix) => lower.startsWith(prefix));
  return reserved ? "This header is set by the system and cannot be changed." : undefined;
}

function problemOfValue(value: unknown): string | undefined {
  if (typeof value !== "string" || value === "") return "A header value is a text of at least one character.";
  if (value.length > VALUE_BYTES_MAX) return `A header value has at most ${VALUE_BYTES_MAX} characters.`;
  return isValue(value)
    ? undefined
    : "A header value has printable ASCII characters only, without space at either end.";
}
