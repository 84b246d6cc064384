import { relative } from "node:path";

import type { Demand, Proof } from "./demand";

/** One test as its runner reported it. */
export interface Outcome {
  /** From the root of the repository. */
  file: string;
  /** Of its suites and its own, outermost first. */
  titles: readonly string[];
  passed: boolean;
  skipped: boolean;
  /** What it measured, in its own words. */
  figure?: string;
}

export interface Verdict {
  demand: Demand;
  /** `away`: this machine lacks what its tests need. */
  is: "proven" | "failed" | "away";
  tests: number;
  figures: readonly string[];
  /** What was missing or failed. */
  why: readonly string[];
}

interface VitestReport {
  testResults: {
    name: string;
    assertionResults: { ancestorTitles: string[]; title: string; status: string; meta?: { figure?: string } }[];
  }[];
}

/** The tests of a report as Vitest writes it. */
export function fromVitest(report: string, root: string): Outcome[] {
  return (JSON.parse(report) as VitestReport).testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ ancestorTitles, title, status, meta }) => ({
      file: relative(root, name),
      titles: [...ancestorTitles, title],
      passed: status === "passed",
      skipped: status !== "passed" && status !== "failed",
      ...(meta?.figure === undefined ? {} : { figure: meta.figure }),
    })),
  );
}

interface PlaywrightSuite {
  title: string;
  file: string;
  suites?: PlaywrightSuite[];
  specs: { title: string; ok: boolean; tests: { status: string }[] }[];
}

/** The same of a report as Playwright writes it, which names files from its own test folder. */
export function fromPlaywright(report: string): Outcome[] {
  const within = (suite: PlaywrightSuite, titles: readonly string[]): Outcome[] => [
    ...suite.specs.map(({ title, ok, tests }) => ({
      file: `e2e/${suite.file}`,
      titles: [...titles, title],
      passed: ok,
      skipped: tests.every(({ status }) => status === "skipped"),
    })),
    ...(suite.suites ?? []).flatMap((inner) => within(inner, [...titles, inner.title])),
  ];
  return (JSON.parse(report) as { suites: PlaywrightSuite[] }).suites.flatMap((suite) => within(suite, []));
}

/** Whether a demand is proven: each of its proofs has tests, some of them ran, and none failed. */
export function judge(demand: Demand, outcomes: readonly Outcome[]): Verdict {
  if (demand.needs && !demand.needs.isHere()) {
    return { demand, is: "away", tests: 0, figures: [], why: [`needs ${demand.needs.what}`] };
  }
  const found = demand.proofs.map((proof) => ({ proof, tests: outcomes.filter((outcome) => proves(proof, outcome)) }));
  const tests = [...new Set(found.flatMap((each) => each.tests))].filter(({ skipped }) => !skipped);
  const why = [
    ...found
      .filter((each) => each.tests.every(({ skipped }) => skipped))
      .map(({ proof }) => `no test ran: ${proof.join(" › ")}`),
    ...tests.filter(({ passed }) => !passed).map(({ file, titles }) => `failed: ${[file, ...titles].join(" › ")}`),
  ];
  const figures = [...new Set(tests.flatMap(({ figure }) => figure ?? []))];
  return { demand, is: why.length === 0 ? "proven" : "failed", tests: tests.length, figures, why };
}

const proves = ([file, title]: Proof, outcome: Outcome): boolean =>
  outcome.file === file && outcome.titles.some((each) => each.includes(title));
