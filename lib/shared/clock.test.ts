import { afterEach, expect, test } from "vitest";

import { clockOffset, noteClockOffset, sharedNow } from "./clock";

afterEach(() => {
  noteClockOffset(0);
});

test("a clock that is right to within a second is left alone", () => {
  expect(noteClockOffset(900)).toBe(false);
  expect(clockOffset()).toBe(0);
});

test("a clock that is wrong is corrected by what was measured, and not again for the measurement's own error", () => {
  expect(noteClockOffset(-600_000)).toBe(true);
  expect(noteClockOffset(-600_700)).toBe(false);
  expect(Math.abs(sharedNow() - (Date.now() - 600_000))).toBeLessThan(50);
});

test("a clock that was set right is believed again", () => {
  noteClockOffset(600_000);
  expect(noteClockOffset(300)).toBe(true);
  expect(clockOffset()).toBe(0);
});
