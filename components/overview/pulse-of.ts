import type { PulseCell } from "@/components/ui/pulse-strip";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { HOUR, iso } from "@/lib/shared/time";

/** The hours of an endpoint as cells of its strip. */
export const pulseOf = (hours: OverviewEndpoint["hours"]): PulseCell[] =>
  hours.map(({ start, succeeded, retried, failed }) => ({
    from: start,
    to: iso(new Date(Date.parse(start) + HOUR)),
    total: succeeded + retried + failed,
    retried,
    failed,
  }));
