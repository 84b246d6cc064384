import { HOUR, MINUTE, SECOND } from "./time";

/** The wait before each attempt, in ms: the first goes at once. `standard` makes ten attempts in about three days. */
export const PRESETS = {
  standard: [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  fast: [0, 5 * SECOND, 15 * SECOND, MINUTE, 3 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  none: [0],
} as const satisfies Record<string, readonly number[]>;

export type RetryPreset = keyof typeof PRESETS;
