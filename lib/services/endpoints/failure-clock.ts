/** The turn-off rule forgets what it saw: a new address, or a person who turned it on, deserves a fresh judgement. */
export const CLOCK_AT_ZERO = { failingSince: null, failedDeliveries: 0, failuresInARow: 0, warned: 0 } as const;
