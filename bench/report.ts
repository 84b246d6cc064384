import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { dirname } from "node:path";

import { median } from "./measure";
import type { Figures, ScenarioName } from "./scenarios";

interface Goal {
  scenario: ScenarioName | "log";
  figure: string;
  text: string;
  /** Whether more is better. */
  more: boolean;
  budget: number;
  aim: number;
  unit: string;
  /** From the unit of the figure to the one shown. */
  scale?: number;
}

const GOALS: readonly Goal[] = [
  {
    scenario: "batches",
    figure: "deliveriesPerSecond",
    text: "Deliveries, fed by batches",
    more: true,
    budget: 3_500,
    aim: 6_000,
    unit: "/s",
  },
  {
    scenario: "singles",
    figure: "deliveriesPerSecond",
    text: "Deliveries, fed by single calls",
    more: true,
    budget: 3_200,
    aim: 4_500,
    unit: "/s",
  },
  {
    scenario: "batches",
    figure: "cpuMicros",
    text: "CPU of app and database per delivery",
    more: false,
    budget: 350,
    aim: 220,
    unit: "µs",
  },
  {
    scenario: "accept-batches",
    figure: "eventsPerSecond",
    text: "Events accepted, batches of 100",
    more: true,
    budget: 8_000,
    aim: 15_000,
    unit: "/s",
  },
  {
    scenario: "accept-singles",
    figure: "eventsPerSecond",
    text: "Events accepted, single calls",
    more: true,
    budget: 700,
    aim: 1_300,
    unit: "/s",
  },
  {
    scenario: "latency",
    figure: "p50Ms",
    text: "Accepted to first byte, 200/s, p50",
    more: false,
    budget: 12,
    aim: 12,
    unit: "ms",
  },
  {
    scenario: "latency",
    figure: "p95Ms",
    text: "Accepted to first byte, 200/s, p95",
    more: false,
    budget: 25,
    aim: 8,
    unit: "ms",
  },
  {
    scenario: "pages",
    figure: "listP95Ms",
    text: "GET /api/deliveries under load, p95",
    more: false,
    budget: 250,
    aim: 100,
    unit: "ms",
  },
  {
    scenario: "pages",
    figure: "pageP95Ms",
    text: "A delivery's page under load, p95",
    more: false,
    budget: 250,
    aim: 100,
    unit: "ms",
  },
  {
    scenario: "receipts",
    figure: "p99Ms",
    text: "Providers' requests, 300/s: acknowledged, p99",
    more: false,
    budget: 1_000,
    aim: 100,
    unit: "ms",
  },
  {
    scenario: "receipts",
    figure: "refused",
    text: "Providers' requests, 300/s: refused",
    more: false,
    budget: 0,
    aim: 0,
    unit: "",
  },
  {
    scenario: "receipts",
    figure: "ceilingPerSecond",
    text: "Providers' requests with a p99 below 1 s",
    more: true,
    budget: 300,
    aim: 1_000,
    unit: "/s",
  },
  {
    scenario: "replay",
    figure: "seconds",
    text: "10,000 failed deliveries replayed",
    more: false,
    budget: 20,
    aim: 5,
    unit: "s",
  },
  {
    scenario: "replay",
    figure: "skipped",
    text: "Replayed: skipped",
    more: false,
    budget: 0,
    aim: 0,
    unit: "",
  },
  {
    scenario: "replay",
    figure: "doubled",
    text: "Replayed: doubled",
    more: false,
    budget: 0,
    aim: 0,
    unit: "",
  },
  {
    scenario: "hang",
    figure: "keptPercent",
    text: "One of ten hangs: the others keep",
    more: true,
    budget: 90,
    aim: 98,
    unit: "%",
  },
  {
    scenario: "kill",
    figure: "allDeliveredAfterS",
    text: "kill -9 of the engine: all delivered after",
    more: false,
    budget: 15,
    aim: 5,
    unit: "s",
  },
  {
    scenario: "batches",
    figure: "memoryBytes",
    text: "Peak memory of web and engine",
    more: false,
    budget: 600,
    aim: 350,
    unit: "MB",
    scale: 1e-6,
  },
  {
    scenario: "log",
    figure: "slowestP95Ms",
    text: "Slowest list or filter of a long log, p95",
    more: false,
    budget: 100,
    aim: 50,
    unit: "ms",
  },
];

export type Runs = Partial<Record<ScenarioName | "log", Figures[]>>;

const medians = (runs: readonly Figures[]): Figures =>
  Object.fromEntries(
    Object.keys(runs[0] ?? {}).map((figure) => [figure, median(runs.map((run) => run[figure] ?? Number.NaN))]),
  );

/** Prints a table and writes everything as JSON. Returns whether every budget that was measured is kept. */
export function report(runs: Runs, failures: Record<string, string>, quick: boolean, path: string): boolean {
  const results = GOALS.flatMap((goal) => {
    const value = medians(runs[goal.scenario] ?? [])[goal.figure];
    if (value === undefined) return [];
    const shown = value * (goal.scale ?? 1);
    const keeps = (limit: number): boolean => (goal.more ? shown >= limit : shown <= limit);
    return [{ ...goal, value: shown, budgetKept: keeps(goal.budget), aimReached: keeps(goal.aim) }];
  });
  const commit = execFileSync("git", ["rev-parse", "HEAD"], { encoding: "utf8" }).trim();
  const dirty = execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" }) !== "";
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? "?",
    memoryBytes: totalmem(),
    system: `${platform()} ${release()}`,
    node: process.version,
  };
  mkdirSync(dirname(path), { recursive: true });
  const at = new Date().toISOString();
  writeFileSync(path, `${JSON.stringify({ at, commit, dirty, quick, machine, results, runs, failures }, null, 2)}\n`);
  console.log(
    `\n${machine.cpus} × ${machine.model}, Node ${machine.node}, ${commit.slice(0, 9)}${dirty ? " with changes" : ""}\n`,
  );
  for (const { text, value, unit, budget, aim, budgetKept, aimReached } of results) {
    const verdict = aimReached ? "aim" : budgetKept ? "pass" : "MISS";
    const figure = `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;
    console.log(
      `${text.padEnd(44)} ${figure.padStart(12)}   budget ${String(budget).padStart(6)}   aim ${String(aim).padStart(6)}   ${verdict}`,
    );
  }
  for (const [scenario, why] of Object.entries(failures)) console.log(`${scenario.padEnd(44)} FAILED: ${why}`);
  if (quick) console.log("\nQuick: one run of smaller sizes. The figures tell direction, not a result.");
  return Object.keys(failures).length === 0 && results.every(({ budgetKept }) => budgetKept);
}
