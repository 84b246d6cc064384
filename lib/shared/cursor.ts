import { invalid } from "./errors";

/** A place in a list ordered by (time, id). `before` reads towards newer rows, `after` towards older ones. */
export interface Cursor {
  direction: "after" | "before";
  at: Date;
  id: string;
}

/** Opaque to clients: base64url of `direction|milliseconds|id`. */
export function encodeCursor(cursor: Cursor): string {
  return toBase64Url(`${cursor.direction === "after" ? "a" : "b"}|${cursor.at.getTime()}|${cursor.id}`);
}

/** @throws AppError VALIDATION_ERROR for anything that is not one of our cursors. */
export function decodeCursor(text: string): Cursor {
  const match = /^([ab])\|(\d{1,15})\|([a-z]{2,5}_[0-9a-z]{26})$/.exec(fromBase64Url(text));
  if (!match) throw invalid("cursor", "This cursor is not valid. Use one from meta.nextCursor or meta.prevCursor.");
  return { direction: match[1] === "a" ? "after" : "before", at: new Date(Number(match[2])), id: match[3]! };
}

function toBase64Url(text: string): string {
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function fromBase64Url(text: string): string {
  try {
    return /^[\w-]{1,200}$/.test(text) ? atob(text.replaceAll("-", "+").replaceAll("_", "/")) : "";
  } catch {
    return "";
  }
}
