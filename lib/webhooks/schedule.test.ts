import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { DAY, HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import {
  attemptsMax,
  endpointPausedUntil,
  isQuickDrop,
  nextAttempt,
  nextDelayMs,
  parseRetryAfter,
  PRESETS,
  type RetryPreset,
} from "./schedule";

const now = new Date("2026-01-12T08:31:07.500Z");
const presets = Object.keys(PRESETS) as RetryPreset[];
const jitters = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const wait = (at: Date | undefined): number => (at ? at.getTime() - now.getTime() : Number.NaN);

describe("the schedule", () => {
  test("standard makes ten attempts in 75.6 hours, fast eight in an hour, none one", () => {
    const total = (preset: RetryPreset) => PRESETS[preset].reduce<number>((sum, delay) => sum + delay, 0);
    expect(presets.map(attemptsMax)).toEqual([10, 8, 1]);
    expect(total("standard")).toBe(75 * HOUR + 35 * MINUTE + 5 * SECOND);
    expect(total("fast")).toBe(59 * MINUTE + 20 * SECOND);
    expect(total("none")).toBe(0);
  });

  test("the first attempt goes at once, and after the last there is none", () => {
    for (const preset of presets) {
      expect(nextDelayMs({ preset, step: 0, jitter: 0.9 })).toBe(0);
      expect(nextDelayMs({ preset, step: attemptsMax(preset), jitter: 0.5 })).toBeNull();
      expect(nextAttempt({ preset, step: attemptsMax(preset), jitter: 0.5, outcome: { status: 500 }, now })).toBeNull();
    }
  });

  test("every wait lies within 20 % of its step and uses the whole of that range", () => {
    fc.assert(
      fc.property(fc.constantFrom(...presets), fc.nat(9), jitters, (preset, step, jitter) => {
        const delay = nextDelayMs({ preset, step, jitter });
        const planned = (PRESETS[preset] as readonly number[])[step];
        if (planned === undefined) {
          expect(delay).toBeNull();
        } else {
          expect(delay).toBeGreaterThanOrEqual(planned * 0.8 - 1);
          expect(delay).toBeLessThanOrEqual(planned * 1.2 + 1);
        }
      }),
    );
    expect(nextDelayMs({ preset: "standard", step: 2, jitter: 0 })).toBe(4 * MINUTE);
    expect(nextDelayMs({ preset: "standard", step: 2, jitter: 0.5 })).toBe(5 * MINUTE);
    expect(nextDelayMs({ preset: "standard", step: 2, jitter: 1 })).toBe(6 * MINUTE);
  });

  test("a scale shrinks the schedule and the overload wait, but never what the receiver asked for", () => {
    const failed = { preset: "standard", step: 1, jitter: 0.5, now, scale: 0.001 } as const;
    expect(wait(nextAttempt({ ...failed, outcome: { status: 500 } })?.at)).toBe(5);
    expect(wait(nextAttempt({ ...failed, outcome: { status: 429 } })?.at)).toBe(72);
    expect(wait(nextAttempt({ ...failed, outcome: { status: 429, retryAfter: "2" } })?.at)).toBeGreaterThanOrEqual(
      2 * SECOND,
    );
  });
});

describe("an overloaded receiver", () => {
  test.each([[{ status: 429 }], [{ status: 502 }], [{ status: 504 }], [{ errorClass: "timeout" as const }]])(
    "%o waits at least 60 s",
    (outcome) => {
      for (const jitter of [0, 0.5, 0.999]) {
        const next = nextAttempt({ preset: "fast", step: 1, jitter, outcome, now });
        expect(wait(next?.at)).toBeGreaterThanOrEqual(MINUTE);
        expect(next?.own).toBe(true);
      }
      expect(nextAttempt({ preset: "standard", step: 4, jitter: 0.5, outcome, now })).toEqual({
        at: new Date(now.getTime() + 2 * HOUR),
        own: false,
      });
    },
  );

  test.each([
    [{ status: 500 }],
    [{ status: 503 }],
    [{ status: 301 }],
    [{ status: 404 }],
    [{ errorClass: "refused" as const }],
  ])("%o keeps to the schedule", (outcome) => {
    expect(nextAttempt({ preset: "standard", step: 1, jitter: 0.5, outcome, now })).toEqual({
      at: new Date(now.getTime() + 5 * SECOND),
      own: false,
    });
  });

  test("those that waited out an overload come back spread over at least 30 % of the wait", () => {
    const at = (jitter: number) =>
      wait(nextAttempt({ preset: "fast", step: 1, jitter, outcome: { status: 502 }, now })?.at);
    expect(at(0.999) - at(0)).toBeGreaterThanOrEqual(0.3 * MINUTE);
  });
});

describe("Retry-After", () => {
  test.each([
    ["120", 2 * MINUTE],
    [" 5 ", 5 * SECOND],
    ["1.5", 1500],
    ["86400", DAY],
    ["86401", DAY],
    ["1e9", DAY],
    ["99999999999999999999", DAY],
    ["1e308", DAY],
    ["Mon, 12 Jan 2026 08:32:07 GMT", 59_500],
    ["Monday, 12-Jan-26 08:32:07 GMT", 59_500],
    ["Mon Jan 12 08:32:07 2026", 59_500],
    ["Mon, 12 Jan 2099 08:32:07 GMT", DAY],
  ])("%s is understood", (value, ms) => {
    expect(parseRetryAfter(value, now)).toBe(ms);
  });

  test.each([
    null,
    undefined,
    "",
    "0",
    "-1",
    "abc",
    "+5",
    "0x10",
    "NaN",
    "Infinity",
    "5, 10",
    "5 seconds",
    "2026-01-12T09:00:00Z",
    "tomorrow",
    "12 Jan 2026 09:00",
    "wait until Jan 12 2099",
    "Mon, 12 Jan 2026 08:30:00 GMT",
    "Mon, 99 Jan 2026 08:32:07 GMT",
    "Mon, 12 Xyz 2026 08:32:07 GMT",
    "Mon, 12 Jan 2026 08:32:07 CET",
  ])("%s is ignored", (value) => {
    expect(parseRetryAfter(value, now)).toBeNull();
    expect(endpointPausedUntil(value, now)).toBeNull();
  });

  test("is never more than a day and never throws, whatever a receiver writes", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.integer().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (value) => {
          const waitMs = parseRetryAfter(value, now);
          if (waitMs !== null) expect(waitMs > 0 && waitMs <= DAY && Number.isInteger(waitMs)).toBe(true);
        },
      ),
    );
  });

  test("a retry never comes earlier than asked, and at most max(10 %, 30 s) later unless the schedule waits longer", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("standard", "fast"),
        fc.integer({ min: 1, max: 7 }),
        jitters,
        fc.integer({ min: 1, max: 200_000 }),
        (preset, step, jitter, seconds) => {
          const outcome = { status: 503, retryAfter: String(seconds) };
          const next = nextAttempt({ preset, step, jitter, outcome, now });
          const asked = Math.min(seconds * SECOND, DAY);
          const scheduled = nextDelayMs({ preset, step, jitter }) ?? 0;
          expect(wait(next?.at)).toBeGreaterThanOrEqual(asked);
          expect(wait(next?.at)).toBeLessThanOrEqual(Math.max(scheduled, asked + Math.max(asked / 10, 30 * SECOND)));
          expect(wait(next?.at)).toBeLessThanOrEqual(1.2 * DAY);
          expect(next?.own).toBe(true);
          expect(wait(next?.pauseEndpointUntil)).toBe(asked);
        },
      ),
    );
  });

  test("takes the place of the overload wait, because the receiver knows better", () => {
    const next = nextAttempt({
      preset: "standard",
      step: 1,
      jitter: 0.5,
      outcome: { status: 429, retryAfter: "8" },
      now,
    });
    expect(wait(next?.at)).toBeLessThan(10 * SECOND);
  });

  test("does not let a receiver that always asks for a second use up the schedule", () => {
    const next = nextAttempt({
      preset: "standard",
      step: 9,
      jitter: 0.5,
      outcome: { status: 503, retryAfter: "1" },
      now,
    });
    expect(wait(next?.at)).toBe(DAY);
  });

  test("pauses the endpoint even when the delivery has no attempts left", () => {
    expect(
      nextAttempt({ preset: "none", step: 1, jitter: 0.5, outcome: { status: 503, retryAfter: "60" }, now }),
    ).toBeNull();
    expect(wait(endpointPausedUntil("60", now) ?? undefined)).toBe(MINUTE);
  });
});

test("a refused address is tried three times at most", () => {
  const next = (step: number) =>
    nextAttempt({ preset: "standard", step, jitter: 0.5, outcome: { errorClass: "blocked" }, now });
  expect(next(1)).not.toBeNull();
  expect(next(2)).not.toBeNull();
  expect(next(3)).toBeNull();
});

test("only a connection refused or reset within a second is tried again at once", () => {
  expect(isQuickDrop({ errorClass: "refused", durationMs: 3 })).toBe(true);
  expect(isQuickDrop({ errorClass: "reset", durationMs: 999 })).toBe(true);
  expect(isQuickDrop({ errorClass: "reset", durationMs: 1000 })).toBe(false);
  expect(isQuickDrop({ errorClass: "timeout", durationMs: 3 })).toBe(false);
  expect(isQuickDrop({ errorClass: null, durationMs: 3 })).toBe(false);
});
