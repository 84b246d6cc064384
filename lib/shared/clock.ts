/** A difference below this is the measurement's own, and no reason to leave the machine's clock. */
const TOLERANCE_MS = 1_000;

// Next bundles instrumentation and routes apart; the difference is one of the whole process.
const held = globalThis as typeof globalThis & { linquidClockOffsetMs?: number };

/**
 * Now by the clock that all processes share, the database's. What another process or a receiver judges by its own
 * time is timed by this one: due times, signatures, ids, when something happened.
 */
export const sharedNow = (): number => Date.now() + clockOffset();

/** The same as a date. */
export const sharedDate = (): Date => new Date(sharedNow());

/** How far the database's clock is ahead of this process's, in ms; 0 while they agree to within a second. */
export const clockOffset = (): number => held.linquidClockOffsetMs ?? 0;

/** Notes what was measured. Answers whether the offset that is used has changed. */
export function noteClockOffset(measuredMs: number): boolean {
  const before = clockOffset();
  // What is in use is left alone for as long as it is right to within the tolerance.
  if (Math.abs(measuredMs - before) < TOLERANCE_MS) return false;
  held.linquidClockOffsetMs = Math.abs(measuredMs) < TOLERANCE_MS ? 0 : Math.round(measuredMs);
  return held.linquidClockOffsetMs !== before;
}
