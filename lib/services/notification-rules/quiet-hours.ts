import type { QuietHours } from "@/lib/contracts/notices";
import { MINUTE } from "@/lib/shared/time";

const DAY_MINUTES = 24 * 60;

/** How quiet hours are kept: minutes of the day. */
export interface QuietColumns {
  quietFrom: number | null;
  quietTo: number | null;
}

export const toColumns = (hours: QuietHours | null): QuietColumns => ({
  quietFrom: hours && minutesOf(hours.from),
  quietTo: hours && minutesOf(hours.to),
});

export const toQuietHours = ({ quietFrom, quietTo }: QuietColumns): QuietHours | null =>
  quietFrom === null || quietTo === null ? null : { from: clockOf(quietFrom), to: clockOf(quietTo) };

/**
 * When a message may leave that is written now: at once, or at the end of the quiet hours. In a night in which the clock
 * is changed that is an hour early or late.
 */
export function leavesAt(hours: QuietHours | null, timeZone: string, now: Date): Date {
  if (!hours) return now;
  const [from, to, at] = [minutesOf(hours.from), minutesOf(hours.to), minuteOfDay(timeZone, now)];
  const quiet = from < to ? at >= from && at < to : at >= from || at < to;
  if (!quiet) return now;
  const wait = (to - at + DAY_MINUTES) % DAY_MINUTES;
  return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE + wait * MINUTE);
}

function minuteOfDay(timeZone: string, now: Date): number {
  const clock = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return minutesOf(clock.format(now));
}

function minutesOf(clock: string): number {
  const [hours, minutes] = clock.split(":").map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

const clockOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
