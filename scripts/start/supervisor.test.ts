import { spawn } from "node:child_process";
import { once } from "node:events";

import { expect, test, vi } from "vitest";

import { programsOf } from "./programs";
import { serverVariables } from "./server-variables";
import { type Program, Supervisor } from "./supervisor";

const inline = (code: string) => (program: Program) =>
  spawn(process.execPath, ["-e", code], {
    env: { NODE_ENV: "test", NAME: program.name },
    stdio: ["ignore", "pipe", "ignore"],
  });

const PROGRAM: Program = { name: "engine", args: [], env: {} };

test("a process that crashes is started again", async () => {
  const log = vi.fn();
  let starts = 0;
  const supervisor = new Supervisor({
    log,
    firstWaitMs: 1,
    spawnProgram: (program) => {
      starts += 1;
      return inline(starts < 3 ? "process.exit(7)" : "setInterval(() => {}, 1000)")(program);
    },
  });
  supervisor.start(PROGRAM);
  await vi.waitFor(() => expect(starts).toBe(3), { timeout: 10_000 });
  expect(log.mock.calls.map(([fields]) => fields as Record<string, unknown>)).toEqual([
    expect.objectContaining({ program: "engine", code: 7, restartInMs: 1 }),
    expect.objectContaining({ program: "engine", code: 7, restartInMs: 2 }),
  ]);
  await supervisor.stop();
  expect(starts).toBe(3);
});

test("stopping waits for a process that drains, and kills one that does not", async () => {
  const supervisor = new Supervisor({
    log: () => undefined,
    drainMs: 300,
    spawnProgram: (program) => {
      const child = inline(
        program.name === "drains"
          ? "process.on('SIGTERM', () => setTimeout(() => process.exit(0), 50)); setInterval(() => {}, 1000); console.log('up')"
          : "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
      )(program);
      ready.push(once(child.stdout, "data"));
      ended.push(once(child, "exit"));
      return child;
    },
  });
  const ready: Promise<unknown>[] = [];
  const ended: Promise<unknown[]>[] = [];
  supervisor.start({ ...PROGRAM, name: "drains" });
  supervisor.start({ ...PROGRAM, name: "hangs" });
  await Promise.all(ready);
  await supervisor.stop();
  expect(await Promise.all(ended)).toEqual([
    [0, null],
    [null, "SIGKILL"],
  ]);
});

test("the engine gets what the server reads and nothing else of the shell", () => {
  const passed = serverVariables({
    DATABASE_URL: "postgres://x",
    STRIPE_TEST_CLIENT_ID: "a",
    INNGEST_EVENT_KEY: "b",
    PATH: "/bin",
    LS_COLORS: "many",
    npm_config_cache: "y",
    DEMO: "",
  });
  expect(Object.keys(passed).toSorted()).toEqual([
    "DATABASE_URL",
    "INNGEST_EVENT_KEY",
    "PATH",
    "STRIPE_TEST_CLIENT_ID",
  ]);
});

test("pages and deliveries run apart, except where a remote Inngest calls every process", () => {
  const layout = { environment: {}, role: undefined, remote: false, port: 3000, enginePort: 4000, host: undefined };
  const [web, engine] = programsOf(layout);
  expect(web).toMatchObject({ name: "web", env: { ROLE: "web", PORT: "3000" } });
  expect(engine?.args.slice(-2)).toEqual(["4000", "127.0.0.1"]);
  expect(engine?.nice).toBeGreaterThan(web?.nice ?? 0);
  expect(programsOf({ ...layout, remote: true }).map((program) => program.name)).toEqual(["all"]);
  expect(programsOf({ ...layout, role: "web" }).map((program) => program.name)).toEqual(["web"]);
});
