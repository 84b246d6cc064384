import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

import { vi } from "vitest";

export interface EngineProcess {
  pid: number;
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the milliseconds it took to leave. */
  leave(): Promise<number>;
  /** How many requests it made, said as it left. */
  attempted(): number;
  /** What it holds in memory once everything else was collected, in MiB: objects, and with what native code keeps. */
  holds(): Promise<{ objects: number; whole: number }>;
  /** What it wrote to its output so far. */
  log: readonly string[];
}

/** Starts an engine on a database, or what receives requests beside one, and resolves when it works. */
export async function startEngineProcess(
  databaseUrl: string,
  more: Readonly<Record<string, string>> = {},
  script: "engine-process" | "web-process" = "engine-process",
): Promise<EngineProcess> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--expose-gc", "--import", "tsx", `e2e/faults/${script}.ts`],
    {
      env: {
        NODE_ENV: "test",
        PATH: process.env["PATH"],
        HOME: process.env["HOME"],
        DATABASE_URL: databaseUrl,
        EGRESS_ALLOW: "127.0.0.1",
        RETRY_SCALE: "0.001",
        LOG_LEVEL: "error",
        ...more,
      },
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let attempts = 0;
  const log: string[] = [];
  await said(child, (line) => {
    log.push(line);
    const made = /^attempted (\d+)$/.exec(line)?.[1];
    if (made !== undefined) attempts = Number(made);
    return line === "ready";
  });
  const gone = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  };
  return {
    pid: child.pid ?? 0,
    log,
    holds: async () => {
      const known = log.length;
      child.kill("SIGUSR2");
      const held = await vi.waitFor(
        () => {
          const line = log.slice(known).find((each) => each.startsWith("holds "));
          if (line === undefined) throw new Error("The engine has not said what it holds.");
          return line.split(" ").slice(1).map(Number);
        },
        { timeout: 10_000, interval: 20 },
      );
      return { objects: (held[0] ?? 0) / 1_048_576, whole: (held[1] ?? 0) / 1_048_576 };
    },
    kill: async () => {
      child.kill("SIGKILL");
      await gone();
    },
    attempted: () => attempts,
    leave: async () => {
      const before = Date.now();
      child.kill("SIGTERM");
      await gone();
      return Date.now() - before;
    },
  };
}

/** Reads on in the background; resolves when a line is the one. */
function said(child: { stdout: Readable }, isIt: (line: string) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      if (isIt(line)) resolve();
    });
    lines.on("close", () => reject(new Error("The engine ended before it was ready.")));
  });
}
