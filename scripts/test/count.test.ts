import { expect, test } from "vitest";

import { countStep } from "./count";

const vitest = (numPassedTests: number, numFailedTests: number) => JSON.stringify({ numPassedTests, numFailedTests });
const playwright = (expected: number, unexpected: number, flaky = 0) =>
  JSON.stringify({ stats: { expected, unexpected, flaky, skipped: 9 } });

test("a check counts as one", () => {
  expect(countStep("one", { ok: true, report: null })).toEqual({ passed: 1, failed: 0 });
  expect(countStep("one", { ok: false, report: null })).toEqual({ passed: 0, failed: 1 });
});

test("tests count as the report of their runner says", () => {
  expect(countStep("vitest", { ok: true, report: vitest(12, 0) })).toEqual({ passed: 12, failed: 0 });
  expect(countStep("vitest", { ok: false, report: vitest(10, 2) })).toEqual({ passed: 10, failed: 2 });
  expect(countStep("playwright", { ok: false, report: playwright(3, 1) })).toEqual({ passed: 3, failed: 1 });
});

test("demands count as their report says, and as failed when something else of their run did", () => {
  const report = JSON.stringify({ passed: 70, failed: 2 });
  expect(countStep("demands", { ok: false, report })).toEqual({ passed: 70, failed: 2 });
  expect(countStep("demands", { ok: false, report: '{"passed":70,"failed":0}' })).toEqual({ passed: 70, failed: 1 });
});

test("a journey that passes only when repeated has failed", () => {
  expect(countStep("playwright", { ok: true, report: playwright(3, 0, 1) })).toEqual({ passed: 3, failed: 1 });
});

test("a step that ended badly never counts as all passed", () => {
  expect(countStep("vitest", { ok: false, report: vitest(12, 0) })).toEqual({ passed: 12, failed: 1 });
  expect(countStep("vitest", { ok: false, report: null })).toEqual({ passed: 0, failed: 1 });
  expect(countStep("vitest", { ok: false, report: '{"numPassed' })).toEqual({ passed: 0, failed: 1 });
});

test("a runner that executed no test has failed", () => {
  expect(countStep("vitest", { ok: true, report: vitest(0, 0) })).toEqual({ passed: 0, failed: 1 });
  expect(countStep("playwright", { ok: true, report: null })).toEqual({ passed: 0, failed: 1 });
});
