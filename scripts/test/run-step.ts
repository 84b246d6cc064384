import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { type Count, countStep } from "./count";
import type { Step } from "./steps";

export interface Outcome extends Count {
  seconds: number;
  /** Everything the step printed, in the order it did. */
  output: string;
}

let running: ChildProcess | undefined;

/** Ends the step that is running, with everything it started. */
export function stopRunningStep(signal: NodeJS.Signals): void {
  if (running?.pid === undefined) return;
  try {
    process.kill(-running.pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

/** Runs the npm script of a step, keeps what it prints, and counts its outcome. */
export async function runStep(step: Step): Promise<Outcome> {
  const startedAt = performance.now();
  const report = join(process.cwd(), ".cache/test", `${step.name}.json`);
  rmSync(report, { force: true });
  const { ok, output } = await runScript(step, report);
  return {
    ...countStep(step.counts, { ok, report: readIfThere(report) }),
    seconds: (performance.now() - startedAt) / 1000,
    output,
  };
}

const REPORT_ARGS = {
  one: () => [],
  vitest: (report) => ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
  demands: (report) => ["--report", report],
  playwright: () => ["--reporter=list,json"],
} satisfies Record<Step["counts"], (report: string) => string[]>;

function environment(report: string): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _color, ...inherited } = process.env;
  return { ...inherited, NO_COLOR: "1", PLAYWRIGHT_JSON_OUTPUT_FILE: report };
}

function runScript(step: Step, report: string): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const args = [...(step.args ?? []), ...REPORT_ARGS[step.counts](report)];
    // Its own process group, so that what it started ends with it.
    const child = spawn("npm", ["run", "--silent", step.script, "--", ...args], {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: environment(report),
    });
    running = child;
    const limit = setTimeout(() => {
      chunks.push(Buffer.from(`\nStopped after ${step.limitMinutes} minutes.\n`));
      stopRunningStep("SIGKILL");
    }, step.limitMinutes * 60_000);
    const keep = (chunk: Buffer): void => void chunks.push(chunk);
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", (error) => keep(Buffer.from(error.message)));
    // A server that the step left behind would hold its pipes, and so "close", open for ever.
    child.on("exit", () => stopRunningStep("SIGKILL"));
    child.on("close", (code) => {
      clearTimeout(limit);
      running = undefined;
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() });
    });
  });
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}
