import { existsSync, readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { type Demand, demand } from "./demand";
import { DEMANDS } from "./demands";
import { fromPlaywright, fromVitest, judge } from "./judge";
import { structureFor, structureOf, TABLE_FILE, withTable } from "./table";

const ONE = demand("F1", "Nothing is lost", { "e2e/a.test.ts": ["none is lost", "F1: "] });

const report = (...tests: { title: string; status?: string; figure?: string }[]) =>
  fromVitest(
    JSON.stringify({
      testResults: [
        {
          name: "/r/e2e/a.test.ts",
          assertionResults: tests.map(({ title, status = "passed", figure }) => ({
            ancestorTitles: ["F1: it is killed"],
            title,
            status,
            meta: { figure },
          })),
        },
      ],
    }),
    "/r",
  );

describe("a demand", () => {
  test("is proven by tests that ran and passed, with what they measured", () => {
    expect(judge(ONE, report({ title: "none is lost", figure: "0 lost" }, { title: "and more" }))).toMatchObject({
      is: "proven",
      tests: 2,
      figures: ["0 lost"],
    });
  });

  test.each([
    ["a test of it failed", report({ title: "none is lost" }, { title: "and more", status: "failed" })],
    ["a test of it is gone", report({ title: "renamed" })],
    ["a test of it was left out", report({ title: "none is lost", status: "skipped" }, { title: "and more" })],
    ["nothing ran", []],
  ])("is not proven when %s", (_case, outcomes) => {
    expect(judge(ONE, outcomes).is).toBe("failed");
  });

  test("whose tests need what is not here is not run, and says what it needs", () => {
    const needing = (isHere: boolean): Demand => ({ ...ONE, needs: { what: "a server", isHere: () => isHere } });
    expect(judge(needing(false), [])).toMatchObject({ is: "away", why: ["needs a server"] });
    expect(judge(needing(true), []).is).toBe("failed");
  });
});

test("a browser test counts as one of its file, under the titles around it", () => {
  const spec = { title: "none is lost", ok: true, tests: [{ status: "expected" }] };
  const inner = { title: "F2: an engine", file: "api/a.spec.ts", specs: [spec] };
  const suites = [{ title: "api/a.spec.ts", file: "api/a.spec.ts", specs: [], suites: [inner] }];
  expect(fromPlaywright(JSON.stringify({ suites }))).toEqual([
    { file: "e2e/api/a.spec.ts", titles: ["F2: an engine", "none is lost"], passed: true, skipped: false },
  ]);
});

describe("the registry", () => {
  test("names each demand once, with proofs in files that are there", () => {
    const ids = DEMANDS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(DEMANDS.filter(({ proofs }) => proofs.length === 0)).toEqual([]);
    expect(DEMANDS.flatMap(({ proofs }) => proofs.filter(([file]) => !existsSync(file)))).toEqual([]);
  });

  test(`is what the table of ${TABLE_FILE} shows (npm run test:faults -- --write)`, () => {
    expect(structureOf(readFileSync(TABLE_FILE, "utf8"))).toEqual(structureFor(DEMANDS));
  });

  test("a table is written into its place, and what was not run keeps what was seen before", () => {
    const document =
      "# Before\n\n<!-- demands: written by npm run test:faults -- --write -->\n<!-- end of demands -->\nAfter\n";
    const other = demand("F2", "Nobody waits", { "e2e/b.test.ts": ["nobody waits"] });
    const proven = judge(ONE, report({ title: "none is lost", figure: "0 lost" }));
    const first = withTable(document, [ONE, other], [proven]);
    const second = withTable(first, [ONE, other], [judge(other, [])]);
    expect(structureOf(second)).toEqual(structureFor([ONE, other]));
    expect(second).toContain("| 0 lost |\n");
    expect(second).toContain("| not proven |\n");
    expect(second.replace(/^\|.*\n/gm, "")).toBe(document);
  });
});
