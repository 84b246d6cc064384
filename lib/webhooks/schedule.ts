import { PRESETS, type RetryPreset } from "@/lib/shared/retry-presets";
import { MINUTE, SECOND } from "@/lib/shared/time";

import { parseRetryAfter, RETRY_AFTER_MAX } from "./retry-after";
import type { ErrorClass } from "./state";

export { PRESETS, type RetryPreset } from "@/lib/shared/retry-presets";
export { endpointPausedUntil, parseRetryAfter } from "./retry-after";

/** ±20 %, so that what failed together does not come back together. */
export const JITTER = 0.2;

/** A receiver that is overloaded, or whose gateway waited in vain for it, gets at least this long. */
export const OVERLOAD_WAIT = MINUTE;
const OVERLOADED: ReadonlySet<number> = new Set([429, 502, 504]);

/** What a name resolves to seldom changes within a schedule, and a refused address costs nobody but us. */
export const BLOCKED_ATTEMPTS_MAX = 3;

/** The same address gets a second try at once when it dropped us faster than a restarting server needs. */
export const QUICK_DROP = SECOND;

export const attemptsMax = (preset: RetryPreset): number => PRESETS[preset].length;

interface Step {
  preset: RetryPreset;
  /** Attempts already made on this schedule; 0 before the first. A redelivery of a finished delivery starts at 0. */
  step: number;
  /** A random number in [0, 1). */
  jitter: number;
  /** Multiplies the schedule and the overload wait, for tests. */
  scale?: number;
}

/** The scheduled wait before the next attempt in ms, or null when the schedule is used up. */
export function nextDelayMs({ preset, step, jitter, scale = 1 }: Step): number | null {
  const delays: readonly number[] = PRESETS[preset];
  const delay = delays[step];
  return delay === undefined ? null : Math.round(delay * spread(jitter) * scale);
}

export interface Outcome {
  status?: number | null | undefined;
  errorClass?: ErrorClass | null | undefined;
  /** The `Retry-After` header as it was received. */
  retryAfter?: string | null | undefined;
}

export interface NextAttempt {
  at: Date;
  /** The time is not the schedule's, so the delivery cannot share the due time of those that failed with it. */
  own: boolean;
  /** The receiver asked for a pause: nothing goes to this endpoint before. */
  pauseEndpointUntil?: Date;
}

/**
 * When a failed delivery is tried again, or null when it has no attempts left. (Its endpoint may have asked for a
 * pause even then: `endpointPausedUntil`.) A receiver that names a time gets its answer right after it, never
 * earlier and at most a day later; the schedule still sets the least wait, so that a receiver that keeps asking for
 * a second cannot use up three days of attempts in ten.
 */
export function nextAttempt(failed: Step & { outcome: Outcome; now: Date }): NextAttempt | null {
  const { step, jitter, outcome, now, scale = 1 } = failed;
  if (outcome.errorClass === "blocked" && step >= BLOCKED_ATTEMPTS_MAX) return null;
  const scheduled = nextDelayMs(failed);
  if (scheduled === null) return null;
  const after = (waitMs: number): Date => new Date(now.getTime() + waitMs);

  const asked = parseRetryAfter(outcome.retryAfter, now);
  if (asked !== null) {
    // A tenth on top, at most 30 s: those who wait for the same moment should not all arrive in it.
    const afterAsked = Math.min(asked + Math.floor(Math.min(asked / 10, 30 * SECOND) * jitter), RETRY_AFTER_MAX);
    return { at: after(Math.max(afterAsked, scheduled)), own: true, pauseEndpointUntil: after(asked) };
  }
  const least = isOverload(outcome) ? Math.ceil(OVERLOAD_WAIT * (1 + 2 * JITTER * jitter) * scale) : 0;
  return { at: after(Math.max(least, scheduled)), own: least > scheduled };
}

/**
 * Whether a failed attempt is followed by another at once, outside the schedule and recorded as an attempt of its
 * own: the connection was refused or reset within a second. The caller sees to it that this happens once.
 */
export function isQuickDrop(outcome: { errorClass: ErrorClass | null; durationMs: number }): boolean {
  return (outcome.errorClass === "refused" || outcome.errorClass === "reset") && outcome.durationMs < QUICK_DROP;
}

function isOverload({ status, errorClass }: Outcome): boolean {
  return errorClass === "timeout" || (typeof status === "number" && OVERLOADED.has(status));
}

const spread = (jitter: number): number => 1 - JITTER + 2 * JITTER * jitter;
