import type { Step } from "./steps";

export interface Count {
  passed: number;
  failed: number;
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
}

/**
 * What a step that has ended adds to the sum.
 * @param report the text of the runner's JSON report; null where there is none
 * @returns at least one failure when the step did not end well or when its runner executed no test
 */
export function countStep(counts: Step["counts"], ended: { ok: boolean; report: string | null }): Count {
  const { passed, failed } =
    counts === "one" ? { passed: ended.ok ? 1 : 0, failed: 0 } : (readReport(counts, ended.report) ?? NOTHING);
  const mustFail = !ended.ok || passed + failed === 0;
  return { passed, failed: mustFail ? Math.max(1, failed) : failed };
}

const NOTHING: Count = { passed: 0, failed: 0 };

function readReport(counts: Exclude<Step["counts"], "one">, report: string | null): Count | null {
  if (report === null) return null;
  try {
    if (counts === "vitest") {
      const { numPassedTests, numFailedTests } = JSON.parse(report) as VitestReport;
      return { passed: numPassedTests, failed: numFailedTests };
    }
    if (counts === "demands") return JSON.parse(report) as Count;
    const { expected, unexpected, flaky } = (JSON.parse(report) as PlaywrightReport).stats;
    return { passed: expected, failed: unexpected + flaky };
  } catch {
    // A runner that was stopped leaves half a report, which says nothing.
    return null;
  }
}
