import { expect, test } from "vitest";

import { leavesAt, toColumns, toQuietHours } from "./quiet-hours";

const at = (time: string): Date => new Date(`2026-01-12T${time}Z`);
const NIGHT = { from: "22:00", to: "07:00" };
const NOON = { from: "12:00", to: "13:30" };

test.each([
  ["no quiet hours", null, "UTC", "03:00:00", "2026-01-12T03:00:00Z"],
  ["before them", NIGHT, "UTC", "21:59:59", "2026-01-12T21:59:59Z"],
  ["at their start", NIGHT, "UTC", "22:00:00", "2026-01-13T07:00:00Z"],
  ["after midnight", NIGHT, "UTC", "03:20:40", "2026-01-12T07:00:00Z"],
  ["at their end", NIGHT, "UTC", "07:00:00", "2026-01-12T07:00:00Z"],
  ["within a day", NOON, "UTC", "12:30:00", "2026-01-12T13:30:00Z"],
  ["outside of them", NOON, "UTC", "14:00:00", "2026-01-12T14:00:00Z"],
  ["the zone of the workspace", NIGHT, "Asia/Tokyo", "13:30:00", "2026-01-12T22:00:00Z"],
  ["a zone of half an hour", NIGHT, "Asia/Kolkata", "16:30:00", "2026-01-13T01:30:00Z"],
])("a message leaves when it may: %s", (_, hours, zone, now, expected) => {
  expect(leavesAt(hours, zone, at(now))).toEqual(new Date(expected));
});

test("quiet hours come back from the database as they were given", () => {
  for (const hours of [NIGHT, NOON, { from: "00:00", to: "23:59" }, null])
    expect(toQuietHours(toColumns(hours))).toEqual(hours);
});
