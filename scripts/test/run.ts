// Runs the steps of npm test one after the other, one line each, the whole output of those that fail, and last the sum.
// A failing step does not stop the others: one run tells everything.
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";

import { type Outcome, runStep, stopRunningStep } from "./run-step";
import { chooseSteps, type Step } from "./steps";

/** What to run, or null after having said why the arguments make no sense. */
function stepsAskedFor(): readonly Step[] | null {
  try {
    const { values } = parseArgs({ options: { only: { type: "string" } } });
    return chooseSteps(values.only);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return null;
  }
}

function summary(step: Step, { passed, failed, seconds }: Outcome): string {
  const mark = failed > 0 ? "✗" : "✓";
  const tests = step.counts === "one" ? "" : `  ${passed} passed${failed > 0 ? ` and ${failed} failed` : ""}`;
  return `${mark} ${step.name.padEnd(11)} ${seconds.toFixed(1).padStart(6)} s${tests}`;
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    stopRunningStep("SIGTERM");
    process.exit(signal === "SIGINT" ? 130 : 143);
  });
}

async function runAll(steps: readonly Step[]): Promise<void> {
  let passed = 0;
  let failed = 0;
  const broken = new Set<string>();
  // What an earlier run left proves nothing about this one.
  rmSync(".cache/test", { recursive: true, force: true });
  for (const step of steps) {
    if (step.needs !== undefined && broken.has(step.needs)) {
      console.log(`✗ ${step.name.padEnd(11)} not run, because ${step.needs} failed`);
      failed += 1;
      continue;
    }
    const outcome = await runStep(step);
    passed += outcome.passed;
    failed += outcome.failed;
    console.log(summary(step, outcome));
    if (outcome.failed > 0) {
      broken.add(step.name);
      console.log(outcome.output);
    }
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

const steps = stepsAskedFor();
if (steps) await runAll(steps);
else process.exitCode = 2;
