import { DAY, SECOND } from "@/lib/shared/time";

/** The three date forms of RFC 9110 5.6.7, all in GMT. `Date.parse` alone would read far more than a date into a text. */
const HTTP_DATE =
  /^(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [\d ]\d \d{2}:\d{2}:\d{2} \d{4})$/;

/** Digits as the RFC has them, and the plain numbers that some servers send instead (`1.5`, `1e9`). */
const SECONDS = /^\d{1,20}(?:\.\d{1,20})?(?:e\d{1,3})?$/i;

export const RETRY_AFTER_MAX = DAY;

/**
 * How long a receiver asks us to wait, in ms from `now`, at most a day. Null when it asks for nothing: no header,
 * neither seconds nor an HTTP date, nothing to wait for, or a time that has passed.
 */
export function parseRetryAfter(value: string | null | undefined, now: Date): number | null {
  const text = value?.trim() ?? "";
  const waitMs = SECONDS.test(text)
    ? Math.ceil(Number(text) * SECOND)
    : HTTP_DATE.test(text)
      ? dateOf(text) - now.getTime()
      : Number.NaN;
  return waitMs > 0 ? Math.min(waitMs, RETRY_AFTER_MAX) : null;
}

function dateOf(text: string): number {
  return Date.parse(text.endsWith("GMT") ? text : `${text} GMT`);
}

/** Until when no delivery may go to an endpoint that answered with this header; null when it asked for nothing. */
export function endpointPausedUntil(value: string | null | undefined, now: Date): Date | null {
  const waitMs = parseRetryAfter(value, now);
  return waitMs === null ? null : new Date(now.getTime() + waitMs);
}
