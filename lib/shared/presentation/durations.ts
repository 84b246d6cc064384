import { DAY, HOUR, MINUTE, SECOND } from "../time";
import { numberFormat } from "./intl";
import { NBSP } from "./numbers";

/** The units are SI symbols and the same in every language. */
const UNITS = [
  ["d", DAY],
  ["h", HOUR],
  ["min", MINUTE],
  ["s", SECOND],
] as const;

/**
 * The two largest units of a duration in milliseconds: `840 ms`, `2.4 s`, `3 min 12 s`, `2 h 5 min`, `3 d 4 h`.
 * @param digits decimals of seconds below ten; two for measured times that are compared (`1.20 s`)
 */
export function formatDuration(ms: number, locale: string, digits: 1 | 2 = 1): string {
  const whole = Math.max(0, ms);
  if (Math.round(whole) < SECOND) return withUnit(Math.round(whole), "ms", locale);
  if (whole < 59.5 * SECOND) {
    const seconds = whole / SECOND;
    if (digits === 2 && seconds < 10) return withUnit(seconds, "s", locale, { fixed: 2 });
    return withUnit(seconds, "s", locale, { most: seconds < 10 ? 1 : 0 });
  }
  const at = UNITS.findIndex(([, size]) => Math.round(whole / SECOND) * SECOND >= size);
  const [unit, size] = UNITS[at]!;
  const [nextUnit, nextSize] = UNITS[at + 1]!;
  const rounded = Math.round(whole / nextSize) * nextSize;
  // Rounding the smaller unit may fill the larger one: 59 min 59.9 s is one hour.
  if (at > 0 && rounded >= UNITS[at - 1]![1]) return withUnit(1, UNITS[at - 1]![0], locale);
  const rest = Math.round((rounded % size) / nextSize);
  const head = withUnit(Math.floor(rounded / size), unit, locale);
  return rest === 0 ? head : `${head} ${withUnit(rest, nextUnit, locale)}`;
}

/** Time left, counted down in text: whole seconds below one hour, whole minutes above; never below zero. */
export function formatCountdown(ms: number, locale: string): string {
  const left = Math.max(0, ms);
  const step = left < HOUR ? SECOND : MINUTE;
  const rounded = Math.ceil(left / step) * step;
  return rounded < SECOND ? withUnit(0, "s", locale) : formatDuration(rounded, locale);
}

function withUnit(value: number, unit: string, locale: string, digits: { fixed?: number; most?: number } = {}): string {
  const number = numberFormat(locale, {
    minimumFractionDigits: digits.fixed ?? 0,
    maximumFractionDigits: digits.fixed ?? digits.most ?? 0,
  }).format(value);
  return `${number}${NBSP}${unit}`;
}
