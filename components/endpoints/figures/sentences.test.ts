import { expect, test } from "vitest";

import type { EndpointStats } from "@/lib/contracts/endpoint-insights";

import { named, stepsOf } from "./retry-line";
import { firstAttemptsShift, latencyShift, outcomesShift } from "./sentences";

const nothing = {
  succeeded: 0,
  retried: 0,
  failed: 0,
  successRate: null,
  firstAttemptRate: null,
  p50: null,
  p95: null,
};
const stats = (key: "firstAttemptRate" | "p95", values: readonly (number | null)[]): EndpointStats => ({
  start: "2026-01-12T00:00:00Z",
  end: "2026-01-12T06:00:00Z",
  bucket: "30m",
  timeoutMs: 15_000,
  total: nothing,
  buckets: values.map((value) => ({
    ...nothing,
    start: "2026-01-12T00:00:00Z",
    end: "2026-01-12T00:30:00Z",
    [key]: value,
  })),
});

test("a fall that lasts is told with what was usual and the worst of it, gaps aside", () => {
  expect(firstAttemptsShift(stats("firstAttemptRate", [0.99, null, 1, 0.98, 0.4, null, 0.08, 0.2]))).toEqual({
    at: 4,
    before: 0.99,
    after: 0.08,
    back: null,
  });
});

test("what came back is told with the time, and of two falls the last one", () => {
  const twice = [1, 1, 1, 0.2, 0.2, 1, 1, 1, 0.5, 0.4, 1];
  expect(firstAttemptsShift(stats("firstAttemptRate", twice))).toMatchObject({ at: 8, after: 0.4, back: 10 });
});

test("one bucket that is worse for itself, and small changes, are no fall", () => {
  expect(firstAttemptsShift(stats("firstAttemptRate", [1, 0.2, 1, 1, 0.95, 0.92, 0.95]))).toBeNull();
  expect(firstAttemptsShift(stats("firstAttemptRate", [null, null]))).toBeNull();
});

test("the newest bucket counts at once: nobody waits for another one to hear of an outage", () => {
  expect(firstAttemptsShift(stats("firstAttemptRate", [1, 1, 0.1]))).toMatchObject({ at: 2, after: 0.1, back: null });
});

test("a retry now and then is no outage, and an outage begins with its first bucket", () => {
  const quiet = stats("p95", [1, 1, 1, 1, 1]);
  const bad = [2, 0, 0, 60, 80];
  const buckets = quiet.buckets.map((bucket, at) => ({ ...bucket, succeeded: at < 3 ? 50 : 3, retried: bad[at] ?? 0 }));
  expect(outcomesShift({ ...quiet, buckets })).toMatchObject({ at: 3, back: null });
  expect(outcomesShift({ ...quiet, buckets: buckets.slice(0, 3) })).toBeNull();
});

test("answers that take twice as long are told, but not those that nobody feels", () => {
  expect(latencyShift(stats("p95", [900, 880, 900, 8_200, 7_000]))).toMatchObject({ at: 3, before: 900, after: 8_200 });
  expect(latencyShift(stats("p95", [20, 20, 60, 90]))).toBeNull();
});

test("the line of a schedule begins at once, ends at its last attempt, and its names have room", () => {
  const steps = stepsOf("standard");
  expect(steps).toHaveLength(10);
  expect(steps[0]).toEqual({ after: 0, place: 0 });
  expect(steps.at(-1)?.place).toBe(1);
  const names = named(steps);
  expect(names.at(-1)).toBe(steps.at(-1));
  for (const [at, step] of names.entries())
    if (at > 0) expect(step.place - (names[at - 1]?.place ?? 0)).toBeGreaterThan(0.14);
});
