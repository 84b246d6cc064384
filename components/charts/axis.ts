/** A scale and the values that have a line, at most four of them. */
export interface Axis {
  from: number;
  to: number;
  lines: readonly number[];
}

/** Where a value stands between the ends of an axis, 0 to 1. */
export const placeOf = ({ from, to }: Axis, value: number): number =>
  to === from ? 0 : Math.min(1, Math.max(0, (value - from) / (to - from)));

/** From 0 to a round number above the highest, which two or three lines divide into round ones. */
export function countAxis(highest: number): Axis {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const steps = [0.3, 0.6, 0.9, 1.2, 1.5, 2.1, 3, 4.5, 6, 9, 12];
  const top = steps.map((step) => step * unit).find((each) => each >= highest) ?? highest;
  const to = Math.max(3, Math.ceil(top));
  return { from: 0, to, lines: [0, 1, 2, 3].map((line) => (to * line) / 3) };
}

/** Up to all of it, from nine tenths or from the tenth below the lowest. */
export function shareAxis(lowest: number): Axis {
  // Tenths as whole numbers: 0.7 is a little less than seven of them otherwise.
  const from = Math.min(9, Math.floor(Math.round(lowest * 1_000) / 100)) / 10;
  return { from, to: 1, lines: [from, (from + 1) / 2, 1] };
}

/** From 0 to a time limit, or to what took longer than it. */
export function durationAxis(limitMs: number, highest: number): Axis {
  const to = Math.max(limitMs, highest);
  return { from: 0, to, lines: [0, to / 3, (to * 2) / 3, to] };
}
