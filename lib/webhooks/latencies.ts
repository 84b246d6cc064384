/**
 * Answer times as counts in 48 steps that grow by a quarter each: entry i counts those from 1.25^i to 1.25^(i+1) ms, the
 * last one also whatever took longer. Counts of any span add up, and a percentile of them is off by a quarter at most.
 * The database builds the same steps in `linquid_rebuild_stats`.
 */
const STEPS = 48;
const GROWTH = Math.log(1.25);

export const noLatencies = (): number[] => Array.from({ length: STEPS }, () => 0);

export const latencyStep = (ms: number): number => Math.min(STEPS - 1, Math.floor(Math.log(Math.max(1, ms)) / GROWTH));

/** Adds counts to those of `sums`, in place. */
export function addLatencies(sums: number[], counts: readonly number[]): void {
  for (let at = 0; at < STEPS; at++) sums[at] = (sums[at] ?? 0) + (counts[at] ?? 0);
}

/** The time in ms that this share of the answers did not exceed; null without answers. */
export function percentile(counts: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  let wanted = share * total;
  for (const [at, count] of counts.entries()) {
    if (count > 0 && wanted <= count) return Math.round(Math.exp(GROWTH * (at + wanted / count)));
    wanted -= count;
  }
  return Math.round(Math.exp(GROWTH * STEPS));
}
