import { expect, test } from "vitest";

import { timeTicks } from "./time-ticks";

const ticks = (from: string, to: string, timeZone: string) =>
  timeTicks(new Date(from), new Date(to), { locale: "en-GB", timeZone }, 4).map(({ words }) => words);

test("ticks stand at round hours as clocks of the zone show them, with the date at midnight", () => {
  expect(ticks("2026-01-11T09:30:00Z", "2026-01-12T09:30:00Z", "Europe/Berlin")).toEqual([
    "12:00",
    "18:00",
    "12 Jan",
    "06:00",
  ]);
  expect(ticks("2026-01-11T09:30:00Z", "2026-01-12T09:30:00Z", "Asia/Kathmandu")).toEqual([
    "18:00",
    "12 Jan",
    "06:00",
    "12:00",
  ]);
});

test("over weeks ticks are days, within an hour quarters of it", () => {
  expect(ticks("2026-01-01T00:00:00Z", "2026-01-31T00:00:00Z", "UTC")).toEqual(["11 Jan", "21 Jan"]);
  expect(ticks("2026-01-12T09:00:00Z", "2026-01-12T10:00:00Z", "UTC")).toEqual(["09:15", "09:30", "09:45"]);
});
