import { sharedNow } from "@/lib/shared/clock";

import type { Retry } from "./job";

/** How far the due times of one group may lie apart, as a share of the wait: the jitter's own range. */
const NEAR = 0.2;

/**
 * Failures of the same preset and step that happen close together share one due time, so that one run can wake them
 * all. The jitter is the group's.
 */
export class DueTimes {
  private readonly last = new Map<string, number>();

  share(preset: Retry["preset"], step: number, at: Date): Date {
    const key = `${preset}:${step}`;
    const now = sharedNow();
    const known = this.last.get(key);
    const wait = at.getTime() - now;
    if (known !== undefined && Math.abs(known - at.getTime()) <= wait * NEAR && known > now) return new Date(known);
    this.last.set(key, at.getTime());
    return at;
  }
}
