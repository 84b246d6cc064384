// npm run bench [-- --quick] [--only batches,latency]: measures the budgets on this machine with everything on it, app,
// PostgreSQL, receivers and load. Needs a build. Ends with 1 when a budget is missed or a run failed.
//
// npm run bench -- --only log [--rows 200000]: the lists over a log of so many attempts, ten million by default; needs no
// build and is run only when named, because to fill it takes half an hour.

import { existsSync } from "node:fs";
import { parseArgs } from "node:util";

import { measureLog } from "./log";
import { report, type Runs } from "./report";
import { LEAVES_WORK, type ScenarioName, SCENARIOS, warmUp } from "./scenarios";
import { type Bench, closeBench, openBench } from "./setup";

const RUNS = 3;
const REPORT = "bench/results/latest.json";

const { values } = parseArgs({
  options: { quick: { type: "boolean", default: false }, only: { type: "string" }, rows: { type: "string" } },
});
const all = Object.keys(SCENARIOS) as ScenarioName[];
const wanted = values.only === undefined ? all : all.filter((name) => values.only?.split(",").includes(name));
const withLog = values.only?.split(",").includes("log") ?? false;
if (wanted.length === 0 && !withLog) throw new Error(`No such scenario. There are: ${all.join(", ")}, log`);
if (wanted.length > 0 && !existsSync(".next/BUILD_ID")) throw new Error("There is no build yet. Run: npm run build");

const runs: Runs = {};
const failures: Record<string, string> = {};
let bench: Bench | null = null;

async function close(): Promise<void> {
  const open = bench;
  bench = null;
  if (open) await closeBench(open);
}

for (const name of wanted) {
  for (let run = 0; run < (values.quick ? 1 : RUNS); run++) {
    try {
      if (!bench) {
        bench = await openBench(values.quick);
        await warmUp(bench);
      }
      const figures = await SCENARIOS[name](bench);
      (runs[name] ??= []).push(figures);
      console.log(
        name,
        Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, Math.round(value * 10) / 10])),
      );
      if (LEAVES_WORK.has(name)) await close();
    } catch (error) {
      failures[name] = error instanceof Error ? error.message : String(error);
      console.error(name, failures[name]);
      await close();
      break;
    }
  }
}
await close();
if (withLog) {
  const rows = Number(values.rows ?? (values.quick ? 200_000 : 10_000_000));
  try {
    runs.log = [await measureLog(rows)];
  } catch (error) {
    failures["log"] = error instanceof Error ? error.message : String(error);
  }
}
process.exitCode = report(runs, failures, values.quick, REPORT) ? 0 : 1;
