import { MINUTE, SECOND } from "../time";

/** What was received, as a person pastes it. */
export interface SignedRequest {
  /** By name in lower case. */
  headers: Readonly<Record<string, string>>;
  body: string;
}

export interface CheckedSecret {
  /** With its prefix `whsec_`. */
  secret: string;
  /** When it ends, for one before the newest; ISO 8601. */
  endsAt?: string | undefined;
}

/** The first thing that is wrong, or that nothing is. */
export type SignatureFinding =
  | { finding: "correct" }
  | { finding: "old"; minutes: number }
  | { finding: "reformatted" | "secretAsText" | "secretMalformed" | "none" }
  | { finding: "newlineAdded" | "newlineRemoved" }
  | { finding: "oldSecret"; endsAt: string }
  | { finding: "headerMissing"; header: string };

const HEADERS = ["webhook-id", "webhook-timestamp", "webhook-signature"] as const;
const TOLERANCE_MS = 5 * MINUTE;

/**
 * Says why a signature fits or does not, with the usual mistakes tried one by one. Standard Webhooks: HMAC-SHA256 over
 * `id.timestamp.body`, base64, prefixed `v1,`. Runs in the browser (WebCrypto); nothing leaves it.
 * @param secrets the newest first
 */
export async function checkSignature(
  { headers, body }: SignedRequest,
  secrets: readonly CheckedSecret[],
  now: Date,
): Promise<SignatureFinding> {
  const missing = HEADERS.find((name) => !headers[name]?.trim());
  if (missing !== undefined) return { finding: "headerMissing", header: missing };
  const [id, timestamp, signature] = HEADERS.map((name) => headers[name]!.trim()) as [string, string, string];
  const given = signature
    .split(" ")
    .filter((part) => part.startsWith("v1,"))
    .map((part) => part.slice("v1,".length));
  const fits = async (key: Uint8Array<ArrayBuffer>, text: string): Promise<boolean> =>
    given.includes(await sign(key, `${id}.${timestamp}.${text}`));

  let malformed = false;
  for (const { secret, endsAt } of secrets) {
    const key = keyOf(secret);
    if (key === null) {
      malformed = true;
      continue;
    }
    if (await fits(key, body)) {
      if (endsAt !== undefined) return { finding: "oldSecret", endsAt };
      const age = Math.abs(now.getTime() - Number(timestamp) * SECOND);
      return age > TOLERANCE_MS ? { finding: "old", minutes: Math.round(age / MINUTE) } : { finding: "correct" };
    }
    if (await fits(key, `${body}\n`)) return { finding: "newlineRemoved" };
    if (body.endsWith("\n") && (await fits(key, body.replace(/\r?\n$/, "")))) return { finding: "newlineAdded" };
    for (const text of otherSpellings(body)) if (await fits(key, text)) return { finding: "reformatted" };
    if (await fits(new TextEncoder().encode(secret), body)) return { finding: "secretAsText" };
  }
  return { finding: malformed ? "secretMalformed" : "none" };
}

/** The same JSON as programs write it: without spaces, and indented by two or four. */
function otherSpellings(body: string): string[] {
  try {
    const value: unknown = JSON.parse(body);
    return [0, 2, 4].map((indent) => JSON.stringify(value, null, indent)).filter((text) => text !== body);
  } catch {
    return [];
  }
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

async function sign(bytes: Uint8Array<ArrayBuffer>, text: string): Promise<string> {
  // WebCrypto refuses an empty key.
  if (bytes.length === 0) return "";
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const mac = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(mac)));
}

/** Headers as people paste them: `name: value` a line, or a JSON object. Names in lower case. */
export function readHeaders(text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), String(each)]));
  } catch {
    // Lines, then.
  }
  return Object.fromEntries(
    text
      .split(/\r?\n/)
      .map((line) => /^\s*"?([\w-]+)"?\s*:\s*"?(.*?)"?,?\s*$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => [match[1]!.toLowerCase(), match[2]!]),
  );
}
