// npm run test:mutations [-- --only F4 | lib/egress]: takes single protections away, one at a time, in a copy of this tree, and runs
// the tests that must notice. A mutation that no test notices is a protection that nothing holds; `broken` are those
// whose tests do not pass without it either, or do not run.
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";

import type { Mutation } from "./mutation";
import { MUTATIONS, mutate } from "./mutations";

type Verdict = "caught" | "survived" | "broken";

const { values } = parseArgs({ options: { only: { type: "string" } } });
const chosen = MUTATIONS.filter(({ title, file }) => `${title} ${file}`.includes(values.only ?? ""));
const root = process.cwd();
const copy = mkdtempSync(join(tmpdir(), "linquid-mutations-"));

/** What git knows of and the generated client, with the installed packages of here. */
function copyTree(): void {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], { cwd: root });
  for (const file of [...String(listed).split("\0").filter(Boolean), "lib/db/generated"])
    cpSync(join(root, file), join(copy, file), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}

/** Counts as noticed only what a test itself found: a file that does not even load proves nothing. */
function tryOut({ tests }: Mutation): Verdict {
  const report = join(copy, "mutation-report.json");
  rmSync(report, { force: true });
  spawnSync(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--project",
      tests.project,
      "--reporter=json",
      `--outputFile=${report}`,
      "--bail=1",
      ...(tests.title === undefined ? [] : ["-t", tests.title]),
      ...tests.files,
    ],
    { cwd: copy, stdio: "ignore", timeout: 300_000 },
  );
  try {
    const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
    if ((numFailedTests ?? 0) > 0) return "caught";
    return (numPassedTests ?? 0) > 0 ? "survived" : "broken";
  } catch {
    return "broken";
  }
}

const sound = new Map<string, boolean>();

/** Tests that fail on the code as it is would catch everything, and prove nothing. Asked once for each set of tests. */
function areSound(mutation: Mutation): boolean {
  const key = JSON.stringify(mutation.tests);
  let answer = sound.get(key);
  if (answer === undefined) sound.set(key, (answer = tryOut(mutation) === "survived"));
  return answer;
}

const count: Record<Verdict, number> = { caught: 0, survived: 0, broken: 0 };
try {
  copyTree();
  for (const mutation of chosen) {
    const path = join(copy, mutation.file);
    const original = readFileSync(path, "utf8");
    const began = performance.now();
    const mutated = mutate(original, mutation);
    let verdict: Verdict = "broken";
    if (areSound(mutation)) {
      writeFileSync(path, mutated);
      verdict = tryOut(mutation);
      writeFileSync(path, original);
    }
    count[verdict]++;
    const seconds = ((performance.now() - began) / 1_000).toFixed(1);
    console.log(`${verdict.padEnd(8)} ${seconds.padStart(6)} s  ${mutation.title}  (${dirname(mutation.file)})`);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
console.log(`${count.caught} caught, ${count.survived} survived${count.broken > 0 ? `, ${count.broken} broken` : ""}`);
process.exitCode = chosen.length === count.caught && chosen.length > 0 ? 0 : 1;
