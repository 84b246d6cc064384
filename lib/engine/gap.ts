import { type EventLoopUtilization, performance } from "node:perf_hooks";

/** Each round of planning costs four round trips and each chunk one call, whatever is in them. */
const QUIET_MS = 4;
const BUSY_MS = 10;
/** Share of its time that this thread was at work, from which on company is worth more than milliseconds. */
const BUSY_FROM = 0.6;
const WINDOW_MS = 100;

let since: EventLoopUtilization = performance.eventLoopUtilization();
let measuredAt = performance.now();
let busy = false;

/**
 * The least time from one round to the next, in ms. The first round after a silence never waits, so that what comes
 * alone leaves at once; what comes close behind shares the next round, and the more so the less time is left.
 */
export function roundGap(now = performance.now()): number {
  if (now - measuredAt >= WINDOW_MS) {
    const current = performance.eventLoopUtilization();
    busy = performance.eventLoopUtilization(current, since).utilization >= BUSY_FROM;
    since = current;
    measuredAt = now;
  }
  return busy ? BUSY_MS : QUIET_MS;
}
