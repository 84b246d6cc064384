import type { EndpointStats } from "@/lib/contracts/endpoint-insights";

/** A lasting change in a line of values, by positions. */
export interface Shift {
  at: number;
  before: number;
  /** The worst value of it. */
  after: number;
  /** Where the values are as they were; null while they are not. */
  back: number | null;
}

interface ShiftRule {
  /** Whether a value is that much worse than those before it. */
  isWorse: (value: number, usual: number) => boolean;
  worst: (values: readonly number[]) => number;
}

/** A tenth of all first attempts is a change that a person wants to know of. */
const FELL: ShiftRule = {
  isWorse: (value, usual) => value < usual - 0.1,
  worst: (values) => Math.min(...values),
};

/** And so is a tenth of all attempts. */
const FAILED: ShiftRule = {
  isWorse: (value, usual) => value > usual + 0.1,
  worst: (values) => Math.max(...values),
};

/** Twice as long, and long enough to be felt. */
const ROSE: ShiftRule = {
  isWorse: (value, usual) => value >= 2 * usual && value - usual >= 200,
  worst: (values) => Math.max(...values),
};

/**
 * The last lasting change for the worse: two values in a row, or the newest one, against the middle of those before.
 * Null when there is none. Gaps count for nothing.
 */
function shiftOf(values: readonly (number | null)[], { isWorse, worst }: ShiftRule): Shift | null {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  let shift: Shift | null = null;
  for (let place = 1; place < known.length; place++) {
    const usual = medianOf(known.slice(0, place).map(({ value }) => value));
    const begin = known[place];
    const second = known[place + 1];
    if (!begin || !isWorse(begin.value, usual) || (second && !isWorse(second.value, usual))) continue;
    const rest = known.slice(place);
    const length = rest.findIndex(({ value }) => !isWorse(value, usual));
    const worse = length === -1 ? rest : rest.slice(0, length);
    shift = {
      at: begin.at,
      before: usual,
      after: worst(worse.map(({ value }) => value)),
      back: rest[length]?.at ?? null,
    };
    if (length === -1) break;
    place += length - 1;
  }
  return shift;
}

export const firstAttemptsShift = ({ buckets }: EndpointStats): Shift | null =>
  shiftOf(
    buckets.map((bucket) => bucket.firstAttemptRate),
    FELL,
  );

/** Of the share of attempts that did not succeed. */
export const outcomesShift = ({ buckets }: EndpointStats): Shift | null =>
  shiftOf(
    buckets.map(({ succeeded, retried, failed }) => {
      const all = succeeded + retried + failed;
      return all === 0 ? null : (retried + failed) / all;
    }),
    FAILED,
  );

export const latencyShift = ({ buckets }: EndpointStats): Shift | null =>
  shiftOf(
    buckets.map((bucket) => bucket.p95),
    ROSE,
  );

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0, sorted[middle] ?? 0];
  return (low + high) / 2;
}
