import { expect, test } from "vitest";

import { fromWallClock, toWallClock } from "./wall-clock";

test("a moment reads as the clocks of its zone show it, and back", () => {
  const cases = [
    ["2026-01-12T08:10:00.000Z", "Europe/Berlin", "2026-01-12T09:10"],
    ["2026-07-12T23:30:00.000Z", "Europe/Berlin", "2026-07-13T01:30"],
    ["2026-01-12T18:45:00.000Z", "Asia/Kathmandu", "2026-01-13T00:30"],
    ["2026-01-12T00:00:00.000Z", "UTC", "2026-01-12T00:00"],
    ["2026-03-08T06:59:00.000Z", "America/New_York", "2026-03-08T01:59"],
    ["2026-03-08T07:00:00.000Z", "America/New_York", "2026-03-08T03:00"],
  ] as const;
  for (const [iso, zone, wall] of cases) {
    expect(toWallClock(new Date(iso), zone)).toBe(wall);
    expect(fromWallClock(wall, zone)?.toISOString()).toBe(iso);
  }
});

test("a time that a change of clocks leaves out is still a moment of that morning", () => {
  const at = fromWallClock("2026-03-29T02:30", "Europe/Berlin");
  expect(["2026-03-29T00:30:00.000Z", "2026-03-29T01:30:00.000Z"]).toContain(at?.toISOString());
});

test("what is no time is none", () => {
  expect(fromWallClock("", "UTC")).toBeNull();
  expect(fromWallClock("yesterday", "UTC")).toBeNull();
});
