// One delivery engine in a process of its own, as `npm start` runs it, to be killed by the tests. Says "ready" when it
// works.

import { checkEnv } from "@/lib/env";

import { moveClock } from "./move-clock";

moveClock(Number(process.env["FAULT_CLOCK_AHEAD_MS"] ?? 0));
checkEnv();
const { runningEngine } = await import("@/lib/engine/running");
const { startEngine } = await import("@/inngest/start");
const stop = await startEngine();
process.once("SIGTERM", () => {
  const engine = runningEngine();
  void stop().then(() => {
    console.log(`attempted ${engine?.stats().attempted}`);
    process.exit(0);
  });
});
process.on("SIGUSR2", () => {
  gc?.();
  const { heapUsed, heapTotal, external, rss } = process.memoryUsage();
  console.log(`holds ${heapUsed + external} ${rss - heapTotal + heapUsed}`);
});
console.log("ready");
