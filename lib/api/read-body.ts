import { AppError } from "@/lib/shared/errors";
import { readBytes } from "@/lib/shared/read-bytes";

export const BODY_BYTES_MAX = 1_048_576;
const DEPTH_MAX = 32;

export interface ReadBody {
  /** As received, for fingerprints. */
  bytes: Uint8Array;
  /** `{}` when nothing was sent. */
  value: unknown;
}

/**
 * Reads a JSON body under the rules of the input contract, in the order of judgement: media type, size, form.
 * @throws AppError UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, VALIDATION_ERROR
 */
export async function readBody(request: Request): Promise<ReadBody> {
  const type = request.headers.get("content-type");
  if (type !== null) assertJson(type);
  if (request.headers.has("content-encoding"))
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", "Send the body without a content encoding.");
  const bytes = await readBytes(request, BODY_BYTES_MAX);
  if (!bytes) throw new AppError("PAYLOAD_TOO_LARGE", "The body may have at most 1 MiB.");
  if (bytes.byteLength === 0) return { bytes, value: {} };
  if (type === null) throw notJson();
  return { bytes, value: parseJson(bytes) };
}

function assertJson(type: string): void {
  const [media = "", ...parameters] = type.split(";").map((part) => part.trim().toLowerCase());
  if (media !== "application/json" || parameters.some((each) => each !== "" && !/^charset="?utf-?8"?$/.test(each)))
    throw notJson();
}

const notJson = (): AppError =>
  new AppError("UNSUPPORTED_MEDIA_TYPE", "Send JSON in UTF-8 with the content type application/json.");
const malformed = (why: string): AppError => new AppError("VALIDATION_ERROR", why);

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function parseJson(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch {
    throw malformed("The body is not valid UTF-8.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's words quote the body.
    throw malformed("The body is not valid JSON.");
  }
  // Texts can only be bad where an escape wrote them: in valid UTF-8 JSON neither NUL nor half a character stands bare.
  assertPlain(value, text.includes("\\u"));
  return value;
}

/** Walks without recursion: the depth is the client's choice. */
function assertPlain(root: unknown, hasEscapes: boolean): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === "string") {
        if (hasEscapes) assertText(value);
        continue;
      }
      if (typeof value !== "object" || value === null) continue;
      if (depth >= DEPTH_MAX) throw malformed(`The body may be nested at most ${DEPTH_MAX} levels deep.`);
      if (Array.isArray(value)) {
        for (const each of value as unknown[]) next.push(each);
        continue;
      }
      for (const key of Object.keys(value)) {
        // As a key of an object used as a map it would change the map itself.
        if (key === "__proto__") throw malformed("A field may not be named __proto__.");
        if (hasEscapes) assertText(key);
        next.push((value as Record<string, unknown>)[key]);
      }
    }
    level = next;
  }
}

function assertText(text: string): void {
  if (text.includes("\u0000")) throw malformed("The character U+0000 cannot be stored.");
  if (!text.isWellFormed()) throw malformed("A text holds half of a character (a lone surrogate).");
}
