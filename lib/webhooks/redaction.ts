/**
 * What must never reach a log, an audit entry or the delivery viewer. By name, because a value alone does not say
 * that it is a password; by pattern, because secrets also turn up inside messages and addresses.
 */

/** Outside ASCII on purpose: no header value can look like it, so a mask that is sent back is always recognised. */
export const MASK = "••••••••";

/** Shorter values would be given away by their last four characters. */
const TAIL_FROM = 12;

/** A fixed mask and the last four characters. */
export const maskSecret = (value: string): string => (value.length < TAIL_FROM ? MASK : MASK + value.slice(-4));

type HeaderPairs = readonly (readonly [string, string])[];

/** Request headers that we set ourselves and that hold no secret. All others are custom: names shown, values masked. */
const OUR_REQUEST_HEADERS = new Set([
  "accept",
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "host",
  "user-agent",
  "webhook-id",
  "webhook-timestamp",
  "svix-id",
  "svix-timestamp",
]);

const SIGNATURE_HEADERS = new Set(["webhook-signature", "svix-signature"]);

/**
 * Headers for the log. Of a request everything is masked that is not known to be harmless, custom header values
 * included; of a response, which is the receiver's own, only what looks like a secret.
 */
export function maskHeaders(headers: HeaderPairs, direction: "request" | "response" = "request"): [string, string][] {
  return headers.map(([name, value]) => [name, maskHeader(name.toLowerCase(), value, direction)]);
}

function maskHeader(name: string, value: string, direction: "request" | "response"): string {
  if (SIGNATURE_HEADERS.has(name)) return value.split(" ").map(maskSignature).join(" ");
  if (direction === "request") return OUR_REQUEST_HEADERS.has(name) ? value : maskSecret(value);
  return isSecretName(name) ? MASK : redactText(value);
}

/** `v1,…`: the scheme stays, so that a missing or doubled signature can still be seen. */
const maskSignature = (signature: string): string => `${/^[\w]{1,8},/.exec(signature)?.[0] ?? ""}${MASK}`;

/** Compared with the name in lower case without separators, so that `X-Api-Key`, `apiKey` and `api_key` are one. */
const SECRET_NAME =
  /(?:authorization|cookies?|passwords?|passwd|passphrase|secrets?|tokens?|apikeys?|accesskeys?|privatekeys?|signingkeys?|encryptionkeys?|signatures?|credentials?|sessionid)$/;

const isSecretName = (name: string): boolean => SECRET_NAME.test(name.toLowerCase().replaceAll(/[-_.\s]/g, ""));

/** Each keeps what tells the kind of secret and drops the rest. None can backtrack: one class, one quantifier. */
const SECRET_TEXT: readonly [RegExp, string][] = [
  [/\bwhsec_[A-Za-z0-9+/=_-]+/g, `whsec_${MASK}`],
  [/\b(lw_(?:live|test|pub)_)[A-Za-z0-9_-]+/g, `$1${MASK}`],
  [/\b((?:sk|rk)_(?:live|test)_|shp[a-z]{2}_|xox[a-z]-|xapp-|pat-[a-z0-9]{2,4}-|re_)[A-Za-z0-9_-]{8,}/g, `$1${MASK}`],
  [/\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*/g, MASK],
  [/\b(Bearer) +[A-Za-z0-9._~+/=-]{8,}/gi, `$1 ${MASK}`],
  [/\b(Basic) +(?=[A-Za-z0-9+/]*[A-Z0-9=])[A-Za-z0-9+/]{6,}={0,2}/g, `$1 ${MASK}`],
  [/\b(v1,)[A-Za-z0-9+/]{43}=/g, `$1${MASK}`],
  [/\b((?:set-)?cookie: ?)[^\r\n]+/gi, `$1${MASK}`],
  [/((?:^|[\s;])(?:__Host-|__Secure-)?[\w.-]{0,40}(?:session|csrf)[\w.-]{0,40}=)[^\s;,]+/gi, `$1${MASK}`],
  [
    /([?&;](?:access_token|refresh_token|id_token|token|code|client_secret|secret|api_?key|key|sig|signature|password)=)[^&#\s"'<>]+/gi,
    `$1${MASK}`,
  ],
  [/(:\/\/)[^/?#\s@]+@/g, `$1${MASK}@`],
];

/** The text with everything that looks like a secret masked. */
export function redactText(text: string): string {
  return SECRET_TEXT.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

const TEXT_MAX = 4_096;
const ITEMS_MAX = 200;
const DEPTH_MAX = 16;

/**
 * A copy of any value that can be logged or kept in the audit: secrets masked, binary data named by its size, deep,
 * long and circular values cut, and nothing in it that JSON cannot write. Never throws.
 */
export function redact(value: unknown): unknown {
  return redactValue(value, 0, new Set());
}

function redactValue(value: unknown, depth: number, above: Set<object>): unknown {
  if (typeof value === "string") return redactString(value);
  if (typeof value === "bigint") return String(value);
  if (typeof value === "function" || typeof value === "symbol") return undefined;
  if (typeof value !== "object" || value === null) return value;
  if (above.has(value)) return "[circular]";
  if (depth >= DEPTH_MAX) return "[deep]";
  above.add(value);
  try {
    return redactObject(value, depth, above);
  } catch {
    // A getter or a proxy that throws must not take the log line with it.
    return "[unreadable]";
  } finally {
    above.delete(value);
  }
}

/** Cut after masking, so that no secret is left in halves; without what PostgreSQL refuses in JSON. */
function redactString(value: string): string {
  const shown = redactText(value.slice(0, 2 * TEXT_MAX));
  const cut = value.length > TEXT_MAX ? `${shown.slice(0, TEXT_MAX)}…` : shown;
  return cut.replaceAll("\u0000", "\ufffd").toWellFormed();
}

function redactObject(value: object, depth: number, above: Set<object>): unknown {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return `[${value.byteLength} bytes]`;
  if (value instanceof Map)
    return redactEntries(
      [...value].map(([key, each]) => [String(key), each]),
      depth,
      above,
    );
  if (Array.isArray(value) || value instanceof Set) return redactList([...value], depth, above);
  if (value instanceof Error) return redactEntries(entriesOfError(value), depth, above);
  if (typeof Headers !== "undefined" && value instanceof Headers) return redactEntries([...value], depth, above);
  return redactEntries(Object.entries(value), depth, above);
}

function redactList(list: readonly unknown[], depth: number, above: Set<object>): unknown[] {
  // A pair of texts is how headers are kept: the first names the second.
  const [name, content] = list;
  if (list.length === 2 && typeof name === "string" && typeof content === "string" && isSecretName(name))
    return [name, MASK];
  const shown = list.slice(0, ITEMS_MAX).map((each) => redactValue(each, depth + 1, above));
  return list.length > ITEMS_MAX ? [...shown, `[${list.length - ITEMS_MAX} more]`] : shown;
}

function redactEntries(
  entries: readonly (readonly [string, unknown])[],
  depth: number,
  above: Set<object>,
): Record<string, unknown> {
  const shown = entries
    .slice(0, ITEMS_MAX)
    .map(
      ([key, each]) =>
        [redactString(key), isSecretName(key) ? maskValue(each) : redactValue(each, depth + 1, above)] as const,
    );
  // fromEntries defines its keys, so that one named __proto__ stays a key.
  return Object.fromEntries(
    entries.length > ITEMS_MAX ? [...shown, ["…", `[${entries.length - ITEMS_MAX} more]`]] : shown,
  );
}

/** Whether a secret is set stays visible; what it is does not. */
const maskValue = (value: unknown): unknown =>
  value === null || value === undefined || typeof value === "boolean" ? value : MASK;

function entriesOfError(error: Error): [string, unknown][] {
  const own = Object.entries(error).filter(([key]) => key !== "stack");
  return [
    ["name", error.name],
    ["message", error.message],
    ["stack", error.stack],
    ...(error.cause === undefined ? [] : [["cause", error.cause] as [string, unknown]]),
    ...own,
  ];
}
