import { HOUR, iso } from "@/lib/shared/time";

import type { PulseCell } from "./pulse-strip";

interface Hour {
  start: string;
  succeeded: number;
  retried: number;
  failed: number;
}

/** The hours of an endpoint as cells of its strip. */
export const pulseOf = (hours: readonly Hour[]): PulseCell[] =>
  hours.map(({ start, succeeded, retried, failed }) => ({
    from: start,
    to: iso(new Date(Date.parse(start) + HOUR)),
    total: succeeded + retried + failed,
    retried,
    failed,
  }));
