export interface DisplayBody {
  text: string;
  /** `base64` when the bytes are not text. */
  encoding: "utf8" | "base64";
}

/** Control characters that no text has: NUL above all, which PostgreSQL cannot store in a text column. */
const BINARY = new RegExp(String.raw`[\u0000-\u0008\u000e-\u001a\u001c-\u001f]`);

/**
 * Receiver bytes as something that can be stored, shown and sent as JSON: the text when they are text, else base64.
 * UTF-8 is returned without loss, its byte order mark included; another declared charset is decoded.
 * @param truncated whether the body was cut, so that an incomplete character at its end is no sign of binary data
 */
export function bodyForDisplay(bytes: Uint8Array, contentType: string | null, truncated = false): DisplayBody {
  const text =
    decode("utf-8", bytes) ??
    (truncated ? decode("utf-8", withoutCutCharacter(bytes)) : null) ??
    decodeDeclared(bytes, contentType);
  return text === null || BINARY.test(text)
    ? { text: toBase64(bytes), encoding: "base64" }
    : { text, encoding: "utf8" };
}

function decode(charset: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Not this charset, or a charset nobody knows.
    return null;
  }
}

function decodeDeclared(bytes: Uint8Array, contentType: string | null): string | null {
  const charset =
    /^(?:text\/|application\/[\w.+-]*(?:json|xml|javascript|x-www-form-urlencoded)).*;\s*charset="?([\w:-]{1,40})/i.exec(
      contentType ?? "",
    )?.[1];
  return charset ? decode(charset, bytes) : null;
}

/** Drops the lead byte and what follows when the last character of the UTF-8 is not complete. */
function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
    if (byte < 0x80) break;
  }
  return bytes;
}

function toBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 8192) binary += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(binary);
}
