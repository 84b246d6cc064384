import type { Attempt } from "@/lib/contracts/deliveries";
import type { TenantClient } from "@/lib/db/tenant";
import { iso, isoOrNull } from "@/lib/shared/time";
import { bodyForDisplay, type DisplayBody } from "@/lib/webhooks/body-text";
import { causeOf, explain } from "@/lib/webhooks/diagnosis";
import { MASK } from "@/lib/webhooks/redaction";

export type AttemptRow = Awaited<ReturnType<TenantClient["attempt"]["findMany"]>>[number];

type Pairs = [string, string][];

/**
 * One HTTP request as it is shown. Headers were masked when they were stored; without the right to payloads their
 * values are hidden altogether, and so are both bodies.
 * @param body what was sent; null once erased
 */
export function toAttempt(
  row: AttemptRow,
  body: string | null,
  endpoint: { timeoutMs: number },
  payloadVisible: boolean,
): Attempt {
  const pairs = (text: string | null): Pairs =>
    payloadVisible ? readPairs(text) : readPairs(text).map(([name]) => [name, MASK]);
  const answered = row.responseHeaders !== null;
  const response = answered ? displayed(row) : null;
  const [dns, connect, tls, firstByte, total] = row.timings.map((tenths) => tenths / 10);
  return {
    id: row.id,
    number: row.number,
    trigger: row.trigger,
    startedAt: iso(row.startedAt),
    statusCode: row.statusCode,
    responseTimeMs: row.responseTimeMs,
    errorClass: row.errorClass,
    errorMessage: row.errorMessage,
    timings: {
      dns: dns ?? 0,
      connect: connect ?? 0,
      tls: tls ?? 0,
      firstByte: firstByte ?? 0,
      total: total ?? row.responseTimeMs,
    },
    resolvedAddress: row.resolvedAddress,
    nextAttemptAt: isoOrNull(row.nextAttemptAt),
    request: { url: row.requestUrl, headers: pairs(row.requestHeaders), body: payloadVisible ? body : null },
    response: response && {
      headers: pairs(row.responseHeaders),
      body: payloadVisible ? response.text : null,
      size: row.responseSize ?? row.responseBody?.length ?? 0,
      truncated: row.truncated,
      encoding: response.encoding,
    },
    explanation: explanationOf(row, payloadVisible ? response : null, endpoint.timeoutMs),
  };
}

/** In words. What the receiver wrote is part of them where it is given, for those who may read it. */
export function explanationOf(
  row: AttemptRow,
  response: DisplayBody | null,
  timeoutMs: number,
): Attempt["explanation"] {
  const { errorClass, statusCode, errorMessage } = row;
  const cause = causeOf({ errorClass, statusCode, message: errorMessage });
  if (cause === null) return null;
  return explain(cause, {
    url: row.requestUrl,
    statusCode,
    message: errorMessage,
    responseHeaders: readPairs(row.responseHeaders),
    ...(response?.encoding === "utf8" ? { responseBody: response.text } : {}),
    attemptedAt: row.startedAt,
    timeoutMs,
    reference: row.id,
  });
}

function displayed(row: AttemptRow): DisplayBody {
  const type = readPairs(row.responseHeaders).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? null;
  return bodyForDisplay(row.responseBody ?? new Uint8Array(), type, row.truncated);
}

const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === "string");

function readPairs(text: string | null): Pairs {
  const pairs: unknown = text === null ? [] : JSON.parse(text);
  return Array.isArray(pairs) ? pairs.filter(isPair) : [];
}
