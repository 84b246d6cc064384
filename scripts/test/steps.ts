export interface Step {
  name: string;
  /** A script of package.json, so that the words here and at the keyboard are the same. */
  script: string;
  args?: readonly string[];
  /** How the outcome is counted: as one check, or by the report that the test runner writes. */
  counts: "one" | "vitest" | "demands" | "playwright";
  /** What hangs is stopped and has failed. */
  limitMinutes: number;
  /** A step without which this one would only fail for the same reason again. */
  needs?: string;
}

/** Everything that CI runs, cheapest first. */
export const STEPS: readonly Step[] = [
  { name: "generate", script: "db:generate", counts: "one", limitMinutes: 2 },
  { name: "types", script: "typecheck", counts: "one", limitMinutes: 5 },
  { name: "lint", script: "lint", counts: "one", limitMinutes: 3 },
  { name: "format", script: "format", args: ["--check"], counts: "one", limitMinutes: 2 },
  { name: "boundaries", script: "boundaries", counts: "one", limitMinutes: 3 },
  { name: "unused", script: "unused", counts: "one", limitMinutes: 3 },
  { name: "docs", script: "check:docs", counts: "one", limitMinutes: 2 },
  // With one worker fewer than cores, as is usual, half of a small machine would idle.
  { name: "unit", script: "test:unit", args: ["--maxWorkers=2"], counts: "vitest", limitMinutes: 10 },
  { name: "int", script: "test:int", args: ["--maxWorkers=2"], counts: "vitest", limitMinutes: 15 },
  { name: "faults", script: "test:faults", args: ["--reuse"], counts: "demands", limitMinutes: 15 },
  { name: "build", script: "build", counts: "one", limitMinutes: 10 },
  { name: "e2e", script: "test:e2e", counts: "playwright", limitMinutes: 20, needs: "build" },
];

/**
 * The steps that `--only a,b` chooses, in their own order; all of them without it.
 * @throws {Error} when a name is none of them
 */
export function chooseSteps(only: string | undefined): readonly Step[] {
  if (only === undefined) return STEPS;
  const names = only
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !STEPS.some((step) => step.name === name));
  if (names.length === 0 || unknown.length > 0) {
    throw new Error(`No such step: ${unknown.join(", ")}. Steps: ${STEPS.map((step) => step.name).join(", ")}`);
  }
  return STEPS.filter((step) => names.includes(step.name));
}
