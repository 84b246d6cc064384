import { memoryUsage, uptime } from "node:process";

import { readBacklog } from "@/lib/db/engine/backlog";
import { runningEngine } from "@/lib/engine/running";

interface Metric {
  name: string;
  help: string;
  type: "gauge" | "counter";
  value: number;
}

/** The text that Prometheus reads (exposition format 0.0.4): this process, and what waits in the database. */
export async function metricsText(): Promise<string> {
  const backlog = await readBacklog();
  const engine = runningEngine()?.stats();
  const metrics: Metric[] = [
    gauge(
      "linquid_outbox_oldest_seconds",
      "Age of the oldest accepted event without a plan.",
      backlog.oldestUnplannedS,
    ),
    gauge("linquid_outbox_waiting", "Accepted events without a plan, 10000 at most.", backlog.unplanned),
    gauge("linquid_deliveries_overdue", "Deliveries overdue by more than a minute, 10000 at most.", backlog.overdue),
    gauge("linquid_engines", "Delivery engines that live.", backlog.engines),
    gauge("linquid_process_uptime_seconds", "Since this process started.", uptime()),
    gauge("linquid_process_resident_bytes", "Resident memory of this process.", memoryUsage().rss),
    ...(engine
      ? [
          gauge("linquid_engine_running", "Whether the engine of this process holds its lock.", Number(engine.running)),
          gauge("linquid_engine_jobs", "Deliveries in the memory of this process.", engine.jobs),
          gauge("linquid_engine_in_flight", "Requests on their way.", engine.inFlight),
          gauge("linquid_engine_unwritten", "Results that wait to be written.", engine.unwritten),
          counter("linquid_engine_attempts_total", "Requests made since this process started.", engine.attempted),
        ]
      : []),
  ];
  return metrics
    .map(({ name, help, type, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value}\n`)
    .join("");
}

const gauge = (name: string, help: string, value: number): Metric => ({ name, help, type: "gauge", value });
const counter = (name: string, help: string, value: number): Metric => ({ name, help, type: "counter", value });
