import { MINUTE } from "../time";
import { dateFormat } from "./intl";

/** `2026-01-12T09:10`, what a `datetime-local` field holds, of a moment as clocks in this IANA zone show it. */
export function toWallClock(at: Date, timeZone: string): string {
  const parts = dateFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year").padStart(4, "0")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/**
 * The moment at which clocks in this zone show it; null for what is no time. A time that a change of clocks leaves out
 * is read as the same time after the change.
 */
export function fromWallClock(text: string, timeZone: string): Date | null {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (at: number): number => Date.parse(`${toWallClock(new Date(at), timeZone)}Z`) - floor(at);
  // The offset at the answer decides, and that is known only once there is an answer: the second look is enough.
  const first = asUtc - offset(asUtc);
  return new Date(asUtc - offset(first));
}

const floor = (at: number): number => Math.floor(at / MINUTE) * MINUTE;
