import type { Cause } from "./cause-of";

export interface FailureEvidence {
  endpointId: string;
  cause: Cause;
  statusCode: number | null;
  /** The stored response as text; null when there is none or it is not text. */
  responseBody?: string | null | undefined;
}

const LINE_MAX = 160;

/**
 * The same text for deliveries that failed the same way: endpoint, cause, status and the first line of the response
 * with its numbers and ids taken out.
 */
export function groupingKey({ endpointId, cause, statusCode, responseBody }: FailureEvidence): string {
  return [endpointId, cause, statusCode ?? "", withoutParticulars(firstLine(responseBody ?? ""))].join("|");
}

/** A body may be one line of 16 KB; what tells failures apart stands at its start. */
function firstLine(body: string): string {
  return /\S[^\r\n]*/.exec(body.slice(0, 2_000))?.[0] ?? "";
}

function withoutParticulars(line: string): string {
  return line
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, "#")
    .replaceAll(/[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*/g, (word) => (isId(word) ? "#" : word))
    .replaceAll(/\d+(?:[.,:]\d+)*/g, "#")
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, LINE_MAX)
    .toWellFormed();
}

/** A word with letters and digits mixed that is as long as ids are, or hexadecimal, or that has one of our prefixes. */
function isId(word: string): boolean {
  if (!/\d/.test(word) || !/[A-Za-z]/.test(word)) return false;
  return word.length >= 12 || /^[0-9a-f]{6,}$/i.test(word) || /^[a-z]{2,8}_[A-Za-z0-9]{4,}$/.test(word);
}
