import { describe, expect, test } from "vitest";

import { type HealthEvidence, healthScore } from "./health-score";
import { addLatencies, latencyStep, noLatencies, percentile } from "./latencies";

const fine: HealthEvidence = {
  delivered: 100,
  failed: 0,
  retrying: 0,
  attempts: 100,
  firstAttempts: 100,
  firstSucceeded: 100,
  p95: 200,
  timeoutMs: 15_000,
  failuresInARow: 0,
  turnedOff: false,
};

describe("the health score", () => {
  test.each<[string, Partial<HealthEvidence>, number | null, string]>([
    ["everything delivered at once is 100", {}, 100, "healthy"],
    ["final outcome weighs 60", { delivered: 50, failed: 50 }, 70, "degraded"],
    ["what waits for a retry is not delivered yet", { delivered: 50, retrying: 50 }, 70, "degraded"],
    ["first attempts weigh 25", { firstSucceeded: 0 }, 75, "degraded"],
    ["answers at the time limit cost 15", { p95: 15_000 }, 85, "degraded"],
    ["answers beyond it cost no more", { p95: 60_000 }, 85, "degraded"],
    ["half the head room costs half", { p95: 8_000 }, 93, "healthy"],
    ["an answer within a second costs nothing", { p95: 1_000 }, 100, "healthy"],
    ["five failures in a row cap at 69", { failuresInARow: 5 }, 69, "degraded"],
    ["ten failures in a row cap at 39", { failuresInARow: 10 }, 39, "failing"],
    ["nine attempts are not enough", { attempts: 9 }, null, "not_enough_data"],
    ["turned off is 0", { turnedOff: true }, 0, "failing"],
    ["turned off is 0 also when nothing was attempted", { turnedOff: true, attempts: 0 }, 0, "failing"],
    ["a cap never raises", { delivered: 0, failed: 100, firstSucceeded: 0, failuresInARow: 5 }, 15, "failing"],
    ["the shortest time limit has no head room to lose", { timeoutMs: 1_000, p95: 900 }, 100, "healthy"],
  ])("%s", (_, change, score, band) => {
    expect(healthScore({ ...fine, ...change })).toMatchObject({ score, band });
  });

  test("names the largest loss first", () => {
    const { parts } = healthScore({ ...fine, firstSucceeded: 69, p95: 8_400 });
    expect(parts).toEqual([
      { key: "first", loss: 8 },
      { key: "latency", loss: 8 },
      { key: "final", loss: 0 },
    ]);
  });
});

describe("latencies", () => {
  test("a percentile of the counts is within a quarter of the true one, whatever the times", () => {
    const times = Array.from({ length: 5_000 }, (_, at) => 2 + ((at * 7_919) % 20_011));
    const counts = noLatencies();
    for (const ms of times) counts[latencyStep(ms)] = (counts[latencyStep(ms)] ?? 0) + 1;
    const sorted = times.toSorted((one, other) => one - other);
    for (const share of [0.5, 0.95, 0.99]) {
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
      const told = percentile(counts, share) ?? 0;
      expect(told / exact).toBeGreaterThan(0.8);
      expect(told / exact).toBeLessThan(1.25);
    }
  });

  test("counts of two spans add up, and without answers there is no percentile", () => {
    const [one, other] = [noLatencies(), noLatencies()];
    one[3] = 2;
    other[3] = 1;
    addLatencies(one, other);
    expect(one[3]).toBe(3);
    expect(percentile(noLatencies(), 0.5)).toBeNull();
  });

  test("times below a millisecond and beyond the last step have a place", () => {
    expect(latencyStep(0)).toBe(0);
    expect(latencyStep(10 ** 9)).toBe(47);
  });
});
