import { defineMessages, translator } from "../messages";
import { DAY, HOUR, MINUTE, SECOND } from "../time";
import { dateFormat } from "./intl";

/** Where and how a time is read. `timeZone` is an IANA name. */
export interface TimeReading {
  locale: string;
  timeZone: string;
}

const messages = defineMessages({
  now: "now",
  soon: "any moment",
  secondsAgo: "{n, number} s ago",
  minutesAgo: "{n, number} min ago",
  hoursAgo: "{n, number} h ago",
  yesterday: "yesterday {clock}",
  daysAgo: "{n, plural, one {# day ago} other {# days ago}}",
  inSeconds: "in {n, number} s",
  inMinutes: "in {n, number} min",
  inHours: "in {n, number} h",
  tomorrow: "tomorrow {clock}",
  inDays: "{n, plural, one {in # day} other {in # days}}",
});

/** `14:02`, with seconds `14:02:07`, with milliseconds `14:02:07.198`. */
export function formatClock(at: Date, reading: TimeReading, precision: "minute" | "second" | "ms" = "minute"): string {
  return dateFormat(reading.locale, {
    timeZone: reading.timeZone,
    hour: "2-digit",
    minute: "2-digit",
    ...(precision !== "minute" && { second: "2-digit" }),
    ...(precision === "ms" && { fractionalSecondDigits: 3 }),
  }).format(at);
}

/** `12 Jan`, in another year than the present one `12 Jan 2025`. */
export function formatDay(at: Date, reading: TimeReading, now: Date): string {
  const sameYear = year(at, reading) === year(now, reading);
  return dateFormat(reading.locale, {
    timeZone: reading.timeZone,
    day: "numeric",
    month: "short",
    ...(!sameYear && { year: "numeric" }),
  }).format(at);
}

/** `12 Jan, 14:02` */
export function formatDayClock(at: Date, reading: TimeReading, now: Date, precision?: "minute" | "second"): string {
  return joined(formatDay(at, reading, now), formatClock(at, reading, precision));
}

/** `12 Jan 2026, 09:31:07.198`: never ambiguous, for detail pages. */
export function formatExact(at: Date, reading: TimeReading): string {
  const day = dateFormat(reading.locale, {
    timeZone: reading.timeZone,
    day: "numeric",
    month: "short",
    year: "numeric",
  });
  return joined(day.format(at), formatClock(at, reading, "ms"));
}

/** For rows that differ by seconds: the clock today (`09:31:07`), the day before it otherwise (`11 Jan, 09:31:07`). */
export function formatLogTime(at: Date, reading: TimeReading, now: Date): string {
  return dayNumber(at, reading) === dayNumber(now, reading)
    ? formatClock(at, reading, "second")
    : formatDayClock(at, reading, now, "second");
}

/** For lists: how long ago up to seven days (`4 min ago`, `yesterday 14:02`), then `12 Jan, 14:02`. */
export function formatRelative(at: Date, reading: TimeReading, now: Date): string {
  const t = translator(messages, reading.locale);
  const past = now.getTime() - at.getTime();
  const distance = Math.abs(past);
  const ahead = past < 0;
  const n = (unit: number): number => Math.floor(distance / unit);
  if (distance < SECOND) return t(ahead ? "soon" : "now");
  if (distance < MINUTE) return t(ahead ? "inSeconds" : "secondsAgo", { n: n(SECOND) });
  if (distance < HOUR) return t(ahead ? "inMinutes" : "minutesAgo", { n: n(MINUTE) });
  const days = Math.abs(dayNumber(now, reading) - dayNumber(at, reading));
  if (days === 0) return t(ahead ? "inHours" : "hoursAgo", { n: n(HOUR) });
  if (days === 1) return t(ahead ? "tomorrow" : "yesterday", { clock: formatClock(at, reading) });
  if (days < 7) return t(ahead ? "inDays" : "daysAgo", { n: days });
  return formatDayClock(at, reading, now);
}

/** `CET`; an offset such as `GMT+1` only where no English region has a name for the zone. */
export function zoneName(reading: TimeReading, at: Date): string {
  const candidates = [reading.locale, "en-GB", "en-US", "en-AU", "en-IN"].map(
    (locale) =>
      dateFormat(locale, { timeZone: reading.timeZone, timeZoneName: "short" })
        .formatToParts(at)
        .find((part) => part.type === "timeZoneName")?.value,
  );
  return candidates.find((name) => name && !/^GMT[+-]/.test(name)) ?? candidates[0] ?? reading.timeZone;
}

function joined(day: string, clock: string): string {
  return `${day}, ${clock}`;
}

function year(at: Date, reading: TimeReading): string {
  return dateFormat("en-GB", { timeZone: reading.timeZone, year: "numeric" }).format(at);
}

/** Counts calendar days in the zone of the reading, so that daylight saving never makes a day of 23 hours. */
function dayNumber(at: Date, reading: TimeReading): number {
  const format = dateFormat("en-CA", { timeZone: reading.timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  return Math.round(Date.parse(`${format.format(at)}T00:00:00Z`) / DAY);
}
