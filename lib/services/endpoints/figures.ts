import type { StatSlot } from "@/lib/db/endpoints/stats";
import { addLatencies, noLatencies, percentile } from "@/lib/webhooks/latencies";

/** The counts of some quarters of an hour as one. */
export function sumOf(slots: readonly StatSlot[]) {
  const sum = { succeeded: 0, retried: 0, failed: 0, first: 0, firstSucceeded: 0 };
  const latencies = noLatencies();
  for (const slot of slots) {
    sum.succeeded += slot.succeeded;
    sum.retried += slot.retried;
    sum.failed += slot.failed;
    sum.first += slot.first;
    sum.firstSucceeded += slot.firstSucceeded;
    addLatencies(latencies, slot.latencies);
  }
  return {
    ...sum,
    successRate: rateOf(sum.succeeded, sum.succeeded + sum.failed),
    firstAttemptRate: rateOf(sum.firstSucceeded, sum.first),
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
  };
}

const rateOf = (good: number, all: number): number | null => (all === 0 ? null : good / all);
