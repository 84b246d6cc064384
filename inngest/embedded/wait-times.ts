import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

/** The waits of an Inngest server after the first, second … failed attempt, when the function asks for none. */
const BACKOFF_MS = [
  15 * SECOND,
  30 * SECOND,
  1 * MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  1 * HOUR,
  2 * HOUR,
] as const;
const BACKOFF_JITTER_MS = 30 * SECOND;

/**
 * When a failed attempt is made again. What the function asked for (`retry-after`: seconds in up to 7 characters, else
 * a date) holds within 1 s … 24 h; otherwise the table applies, plus up to 30 s.
 * @param attempt the one that failed, counted from 0
 */
export function retryAt(retryAfter: string | null, attempt: number, now: number): number {
  const asked = retryAfter === null ? NaN : askedFor(retryAfter, now);
  if (!Number.isNaN(asked)) return Math.min(Math.max(asked, now + SECOND), now + DAY);
  return now + BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)]! + Math.random() * BACKOFF_JITTER_MS;
}

function askedFor(retryAfter: string, now: number): number {
  return retryAfter.length <= 7 ? now + Number(retryAfter) * SECOND : Date.parse(retryAfter);
}

const UNIT_MS = new Map([
  ["w", 7 * DAY],
  ["d", DAY],
  ["h", HOUR],
  ["m", MINUTE],
  ["s", SECOND],
]);

/**
 * When a sleep ends, from the protocol's two spellings: parts such as `1d2h30m` (none at all for no wait) or a date.
 * @throws RangeError for anything else
 */
export function sleepEndsAt(spelling: string, now: number): number {
  if (!/^(?:\d+[wdhms])*$/.test(spelling)) {
    const at = Date.parse(spelling);
    if (Number.isNaN(at)) throw new RangeError(`"${spelling}" is neither a duration nor a date.`);
    return at;
  }
  let end = now;
  for (const [, count, unit] of spelling.matchAll(/(\d+)([wdhms])/g)) end += Number(count) * UNIT_MS.get(unit!)!;
  return end;
}
