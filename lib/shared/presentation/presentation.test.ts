import { describe, expect, test } from "vitest";

import { HOUR, MINUTE, SECOND } from "../time";
import { formatCountdown, formatDuration } from "./durations";
import { formatAbout, formatBytes, formatShare } from "./numbers";
import { formatClock, formatDay, formatDayClock, formatExact, formatLogTime, formatRelative, zoneName } from "./times";
import { truncateMiddle } from "./truncation";

const spaced = (text: string): string => text.replaceAll("\u00a0", " ");
const berlin = { locale: "en-GB", timeZone: "Europe/Berlin" };
const now = new Date("2026-01-12T09:32:00Z");
const before = (ms: number): Date => new Date(now.getTime() - ms);

describe("durations", () => {
  test.each([
    [0, "0 ms"],
    [840, "840 ms"],
    [999.6, "1 s"],
    [2_400, "2.4 s"],
    [15_000, "15 s"],
    [59_700, "1 min"],
    [3 * MINUTE + 12 * SECOND, "3 min 12 s"],
    [HOUR - 100, "1 h"],
    [2 * HOUR + 5 * MINUTE, "2 h 5 min"],
    [24 * HOUR - SECOND, "1 d"],
    [76 * HOUR, "3 d 4 h"],
  ])("%d ms reads %s", (ms, text) => expect(spaced(formatDuration(ms, "en-GB"))).toBe(text));

  test("measured times keep two decimals, so that they can be compared", () => {
    expect(spaced(formatDuration(1_200, "en-GB", 2))).toBe("1.20 s");
  });

  test("a countdown never shows less time than is left, and ends at zero", () => {
    expect(spaced(formatCountdown(4 * MINUTE + 11_001, "en-GB"))).toBe("4 min 12 s");
    expect(spaced(formatCountdown(1, "en-GB"))).toBe("1 s");
    expect(spaced(formatCountdown(-5, "en-GB"))).toBe("0 s");
    expect(spaced(formatCountdown(2 * HOUR + 10 * SECOND, "en-GB"))).toBe("2 h 1 min");
  });

  test("a number and its unit are never torn apart", () => {
    expect(formatDuration(840, "en-GB")).toBe("840\u00a0ms");
    expect(formatShare(0.977, "en-GB")).toBe("97.7\u00a0%");
  });
});

describe("times", () => {
  test.each([
    [400, "now"],
    [4 * SECOND, "4 s ago"],
    [4 * MINUTE, "4 min ago"],
    [HOUR + 20 * MINUTE, "1 h ago"],
    [11 * HOUR, "yesterday 23:32"],
    [49 * HOUR, "2 days ago"],
    [8 * 24 * HOUR, "4 Jan, 10:32"],
    [30 * 24 * HOUR, "13 Dec 2025, 10:32"],
    [-90 * SECOND, "in 1 min"],
    [-20 * HOUR, "tomorrow 06:32"],
  ])("%d ms before now reads %s", (ms, text) => expect(formatRelative(before(ms), berlin, now)).toBe(text));

  test("a day begins at midnight of the zone that is read, not of the server", () => {
    const at = new Date("2026-01-11T23:30:00Z");
    expect(formatLogTime(at, berlin, now)).toBe("00:30:00");
    expect(formatLogTime(at, { ...berlin, timeZone: "UTC" }, now)).toBe("11 Jan, 23:30:00");
  });

  test("yesterday is yesterday across the change to summer time", () => {
    const spring = new Date("2026-03-29T20:00:00Z");
    expect(formatRelative(new Date("2026-03-28T22:30:00Z"), berlin, spring)).toBe("yesterday 23:30");
  });

  test("the clock and the order of a date follow the locale", () => {
    const at = new Date("2026-01-12T14:02:07.198Z");
    expect(formatClock(at, berlin, "ms")).toBe("15:02:07.198");
    expect(formatExact(at, berlin)).toBe("12 Jan 2026, 15:02:07.198");
    const american = { locale: "en-US", timeZone: "America/New_York" };
    expect(formatDayClock(at, american, now)).toMatch(/^Jan 12, 09:02\sAM$/);
    expect(formatDay(new Date("2025-03-01T00:00:00Z"), berlin, now)).toBe("1 Mar 2025");
  });

  test("a zone is named as people there name it", () => {
    expect(zoneName(berlin, now)).toBe("CET");
    expect(zoneName({ locale: "en-GB", timeZone: "America/New_York" }, now)).toBe("EST");
    expect(zoneName({ locale: "en-GB", timeZone: "UTC" }, now)).toBe("UTC");
  });
});

describe("numbers", () => {
  test("a share never claims all or nothing when it is not", () => {
    expect(spaced(formatShare(0.99999, "en-GB"))).toBe("99.9 %");
    expect(spaced(formatShare(0.00001, "en-GB"))).toBe("0.1 %");
    expect(spaced(formatShare(1, "en-GB"))).toBe("100 %");
    expect(spaced(formatShare(0, "en-GB"))).toBe("0 %");
  });

  test("counts are exact to ten thousand and rounded in words above", () => {
    expect(formatAbout(10_000, "en-GB")).toBe("10,000");
    expect(formatAbout(1_234_567, "en-GB")).toBe("1.23 million");
  });

  test("sizes are bytes, then KB, then MB", () => {
    expect([91, 1_126, 65_536, 1_300_000].map((n) => spaced(formatBytes(n, "en-GB")))).toEqual([
      "91 bytes",
      "1.1 KB",
      "64 KB",
      "1.2 MB",
    ]);
  });
});

test("the middle of a long text is cut, a short one and a character never", () => {
  expect(truncateMiddle("dlv_01kec9x4aaaaaaaaaah7q2m8tv", 12, 8)).toBe("dlv_01kec9x4…h7q2m8tv");
  expect(truncateMiddle("dlv_01kec9x4", 12, 8)).toBe("dlv_01kec9x4");
  expect(truncateMiddle("😀".repeat(9), 2, 2)).toBe("😀😀…😀😀");
});
