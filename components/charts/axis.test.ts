import { expect, test } from "vitest";

import { countAxis, durationAxis, placeOf, shareAxis } from "./axis";
import { pathOf } from "./lines";

test.each([
  [1, 0.9],
  [0.97, 0.9],
  [0.9, 0.9],
  [0.89, 0.8],
  [0.7, 0.7],
  [0.08, 0],
])("a rate whose lowest value is %d begins at %d and ends at all of it", (lowest, from) => {
  expect(shareAxis(lowest)).toMatchObject({ from, to: 1 });
});

test.each([0, 1, 3, 7, 41, 180, 4_250, 1_000_000])(
  "lines of counts up to %d are whole numbers, four at most",
  (highest) => {
    const { to, lines } = countAxis(highest);
    expect(to).toBeGreaterThanOrEqual(highest);
    expect(lines.length).toBeLessThanOrEqual(4);
    expect(lines.every((line) => Number.isInteger(line))).toBe(true);
  },
);

test("an axis of durations reaches the time limit, and further when something took longer", () => {
  expect(durationAxis(15_000, 900)).toMatchObject({ from: 0, to: 15_000 });
  expect(durationAxis(15_000, 21_000).to).toBe(21_000);
});

test("a bucket without a value is a gap in the line, never zero, and one between two gaps is a point", () => {
  const axis = { from: 0, to: 1, lines: [] };
  expect(pathOf([1, null, 0.5, null, 0, 0], axis)).toBe("M0.5 0.0000h0M2.5 0.5000h0M4.5 1.0000h0L5.5 1.0000");
  expect(placeOf(axis, 2)).toBe(1);
});
