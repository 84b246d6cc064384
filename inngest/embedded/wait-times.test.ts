import { expect, it } from "vitest";

import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import { retryAt, sleepEndsAt } from "./wait-times";

const NOW = Date.parse("2026-03-01T00:00:00.900Z");

it.each([
  ["7", NOW + 7 * SECOND],
  ["1", NOW + SECOND],
  ["0", NOW + SECOND],
  ["-5", NOW + SECOND],
  ["9999999", NOW + DAY],
  ["2026-03-01T00:00:05.123Z", Date.parse("2026-03-01T00:00:05.123Z")],
  ["Sun, 01 Mar 2026 01:00:00 GMT", Date.parse("2026-03-01T01:00:00Z")],
  ["2020-01-01T00:00:00.000Z", NOW + SECOND],
  ["2030-01-01T00:00:00.000Z", NOW + DAY],
])("a retry asked for by %s is within 1 s and 24 h, to the millisecond", (retryAfter, at) => {
  expect(retryAt(retryAfter, 0, NOW)).toBe(at);
});

it.each([
  [null, 0, 15 * SECOND],
  ["soon", 1, 30 * SECOND],
  ["in a little while", 2, MINUTE],
  [null, 9, 2 * HOUR],
  [null, 19, 2 * HOUR],
])("a retry asked for by %s after attempt %i follows the table, plus up to 30 s", (retryAfter, attempt, wait) => {
  const waited = retryAt(retryAfter, attempt, NOW) - NOW;
  expect(waited).toBeGreaterThanOrEqual(wait);
  expect(waited).toBeLessThan(wait + 30 * SECOND);
});

it.each([
  ["1s", NOW + SECOND],
  ["1w2d3h4m5s", NOW + 9 * DAY + 3 * HOUR + 4 * MINUTE + 5 * SECOND],
  ["", NOW],
  ["2026-03-02T00:00:00.000Z", Date.parse("2026-03-02T00:00:00Z")],
])("a sleep of %j ends when it says", (spelling, at) => {
  expect(sleepEndsAt(spelling, NOW)).toBe(at);
});

it("a sleep of an unknown spelling is an error, not a wait without end", () => {
  expect(() => sleepEndsAt("1 fortnight", NOW)).toThrow(RangeError);
});
