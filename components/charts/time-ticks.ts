import { formatClock, formatDay, type TimeReading } from "@/lib/shared/presentation/times";
import { toWallClock } from "@/lib/shared/presentation/wall-clock";
import { DAY, HOUR, MINUTE } from "@/lib/shared/time";

export interface TimeTick {
  /** Between the ends, 0 to 1. */
  place: number;
  words: string;
}

const STEPS = [
  ...[5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 4, 6, 8, 12].map((n) => n * HOUR),
  ...[1, 2, 4, 7, 10, 14, 28].map((n) => n * DAY),
];
/** A tick closer to an end than this would run over it. */
const MARGIN = 0.04;

/** Round hours as clocks of the zone show them, at midnight the date; as many as `most`. */
export function timeTicks(from: Date, to: Date, reading: TimeReading, most: number): TimeTick[] {
  const [start, length] = [from.getTime(), to.getTime() - from.getTime()];
  const step = STEPS.find((each) => length / each <= most) ?? 28 * DAY;
  const offset = Date.parse(`${toWallClock(from, reading.timeZone)}Z`) - Math.floor(start / MINUTE) * MINUTE;
  // Days have no beginning to count them from: those of several days are counted from the first midnight.
  const round = Math.min(step, DAY);
  const first = Math.ceil((start + offset) / round) * round - offset;
  const count = Math.max(0, Math.floor((start + length - first) / step) + 1);
  return Array.from({ length: count }, (_, tick) => first + tick * step)
    .map((at) => ({ place: (at - start) / length, words: wordsOf(new Date(at), reading, to) }))
    .filter(({ place }) => place >= MARGIN && place <= 1 - MARGIN);
}

function wordsOf(at: Date, reading: TimeReading, now: Date): string {
  return toWallClock(at, reading.timeZone).endsWith("T00:00") ? formatDay(at, reading, now) : formatClock(at, reading);
}
