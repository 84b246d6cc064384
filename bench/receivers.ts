import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

import type { ReceiverCommand, ReceiverReport } from "./receiver";

/** The receivers' process, seen from the driver. */
export class Receivers {
  private constructor(
    private readonly child: ChildProcess,
    readonly ports: readonly number[],
  ) {}

  static async start(): Promise<Receivers> {
    const child = fork("bench/receiver.ts", [], { execArgv: ["--import", "tsx"] });
    const [ports] = (await once(child, "message")) as [number[]];
    return new Receivers(child, ports);
  }

  async #ask<T>(command: ReceiverCommand): Promise<T> {
    const answer = once(this.child, "message");
    this.child.send(command);
    return ((await answer) as [T])[0];
  }

  /** Forgets what was counted. `hanging` is the index of a port that takes requests and never answers. */
  reset({ keepArrivals = false, hanging = null }: { keepArrivals?: boolean; hanging?: number | null } = {}) {
    return this.#ask<"done">({ do: "reset", keepArrivals, hanging });
  }

  report(withArrivals = false): Promise<ReceiverReport> {
    return this.#ask<ReceiverReport>({ do: "report", withArrivals });
  }

  /** @throws Error when it takes longer than `limitMs` */
  async waitFor(done: (report: ReceiverReport) => boolean, limitMs: number): Promise<ReceiverReport> {
    const limit = Date.now() + limitMs;
    for (;;) {
      const report = await this.report();
      if (done(report)) return report;
      if (Date.now() > limit)
        throw new Error(`Only ${report.distinct} requests arrived (${report.byPort.join(", ")}).`);
      await sleep(50);
    }
  }

  stop(): void {
    this.child.disconnect();
  }
}
