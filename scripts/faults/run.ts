// npm run test:faults [-- --only F1,F17] [--full] [--reuse] [--write]: runs the tests that prove the demands and ends
// with one line for each of them. Fails when a demand has no test that ran, or one that failed.
//
// --full takes the sizes of the demands instead of a tenth; --reuse takes from .cache/test what this run of npm test has
// run already; --write brings what was run up to date in docs/reliability.md; --report says where the sum is written.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";

import type { Demand } from "./demand";
import { DEMANDS } from "./demands";
import { fromPlaywright, fromVitest, judge, type Outcome, type Verdict } from "./judge";
import { TABLE_FILE, withTable } from "./table";

const FAULTS = "e2e/faults/";
const REPORTS = ".cache/test";
const MARK = { proven: "✓", failed: "✗", away: "–" } as const;

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    full: { type: "boolean", default: false },
    reuse: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    report: { type: "string" },
  },
});
const root = process.cwd();
const only = values.only?.split(",");
const chosen = DEMANDS.filter(({ id, needs }) => (only ? only.includes(id) : (needs?.isHere() ?? true)));
if (chosen.length === 0) throw new Error(`No such demand. There are: ${DEMANDS.map(({ id }) => id).join(", ")}`);

let sound = true;

/** Runs some test files of Vitest and answers what became of their tests. A run that did not end well fails the whole. */
function run(name: string, projects: readonly string[], files: readonly string[]): Outcome[] {
  if (files.length === 0) return [];
  const report = join(REPORTS, `demands-${name}.json`);
  const titles = chosen.flatMap(({ proofs }) =>
    proofs.map(([, title]) => title.replace(/[$()*+.?[\\\]^{|}]/g, "\\$&")),
  );
  execute(report, "vitest", [
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...(only ? ["-t", titles.join("|")] : []),
    ...files,
  ]);
  return read(report, (text) => fromVitest(text, root));
}

/** The same for what needs the server as it is built. */
function runBuilt(files: readonly string[]): Outcome[] {
  if (files.length === 0) return [];
  const report = join(REPORTS, "demands-built.json");
  execute(report, "playwright", ["test", "--reporter=list,json", ...files]);
  return read(report, fromPlaywright);
}

function execute(report: string, program: "vitest" | "playwright", args: readonly string[]): void {
  rmSync(report, { force: true });
  const { status } = spawnSync("npx", [program, ...args], {
    stdio: "inherit",
    env: {
      ...process.env,
      ...(values.full ? { FAULT_EVENTS: "10000", FAULT_FULL: "1" } : {}),
      ...(program === "playwright" ? { E2E_FULL: "1", PLAYWRIGHT_JSON_OUTPUT_FILE: report } : {}),
    },
  });
  if (status !== 0) sound = false;
}

function read(report: string, parse: (text: string) => Outcome[]): Outcome[] {
  try {
    return parse(readFileSync(report, "utf8"));
  } catch {
    return [];
  }
}

function filesOf(demands: readonly Demand[]): string[] {
  return [...new Set(demands.flatMap(({ proofs }) => proofs.map(([file]) => file)))];
}

function line({ demand, is, tests, figures, why }: Verdict): string {
  const measured = figures.length > 0 ? `: ${figures.join("; ")}` : "";
  const said = is === "proven" ? `${measured} (${tests} ${tests === 1 ? "test" : "tests"})` : `: ${why.join("; ")}`;
  return `${MARK[is]} ${demand.id.padEnd(4)} ${demand.says}${said}`;
}

mkdirSync(REPORTS, { recursive: true });
const known = values.reuse
  ? ["unit.json", "int.json"].flatMap((name) => read(join(REPORTS, name), (text) => fromVitest(text, root)))
  : [];
const files = filesOf(chosen).filter((file) => !known.some((each) => each.file === file));
const built = files.filter((file) => file.endsWith(".spec.ts"));
const faults = files.filter((file) => file.startsWith(FAULTS));
const outcomes = [
  ...known,
  ...run(
    "small",
    ["unit", "ui", "int"],
    files.filter((file) => !built.includes(file) && !faults.includes(file)),
  ),
  // Alone, because processes are killed and the clock of the machine matters; all of it when nothing was chosen.
  ...run("faults", ["faults"], only ? faults : [FAULTS]),
  ...runBuilt(built),
];
const verdicts = (only ? chosen : DEMANDS).map((demand) => judge(demand, outcomes));
const count = (is: Verdict["is"]): number => verdicts.filter((each) => each.is === is).length;

if (values.write) writeFileSync(TABLE_FILE, withTable(readFileSync(TABLE_FILE, "utf8"), DEMANDS, verdicts));
if (values.report !== undefined) {
  writeFileSync(values.report, JSON.stringify({ passed: count("proven"), failed: count("failed") }));
}
console.log(`\n${verdicts.map(line).join("\n")}`);
console.log(
  `${verdicts.length} demands: ${count("proven")} proven, ${count("failed")} failed, ${count("away")} not run here`,
);
process.exitCode = sound && count("failed") === 0 ? 0 : 1;
