import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";

export interface Program {
  name: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  /** How far it stands back for the others when the machine is short of CPU: 0, the default, to 19. */
  nice?: number;
}

export interface SupervisorOptions {
  log: (fields: Record<string, unknown>, text: string) => void;
  /** How long a program may take to drain; then it is killed. */
  drainMs?: number;
  /** The wait before the first restart; doubled up to 30 s for a program that keeps crashing. */
  firstWaitMs?: number;
  spawnProgram?: (program: Program) => ChildProcess;
}

const LONGEST_WAIT_MS = 30_000;
/** Who ran this long has recovered: its next crash starts with the shortest wait again. */
const STEADY_MS = 60_000;

/** Keeps programs running until it is told to stop. One that exits, for whatever reason, is started again. */
export class Supervisor {
  readonly #running = new Map<string, ChildProcess>();
  readonly #keeping: Promise<void>[] = [];
  readonly #stopping = new AbortController();

  constructor(private readonly options: SupervisorOptions) {}

  start(program: Program): void {
    this.#keeping.push(this.#keep(program));
  }

  /** The process id of a program that runs now. */
  pidOf(name: string): number | undefined {
    return this.#running.get(name)?.pid;
  }

  /** Asks every program to drain, kills what is left after the limit, and resolves when all have exited. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (const child of this.#running.values()) child.kill("SIGTERM");
    // A server that is asked to stop while it fails can spin instead of leaving.
    const hard = setTimeout(() => {
      for (const [name, child] of this.#running) {
        this.options.log({ program: name, pid: child.pid }, "It did not drain in time and is killed");
        child.kill("SIGKILL");
      }
    }, this.options.drainMs ?? 35_000);
    await Promise.all(this.#keeping);
    clearTimeout(hard);
  }

  async #keep(program: Program): Promise<void> {
    const { log, firstWaitMs = 1_000 } = this.options;
    let waitMs = firstWaitMs;
    while (!this.#stopping.signal.aborted) {
      const startedAt = Date.now();
      const ended = await this.#run(program);
      if (this.#stopping.signal.aborted) return;
      if (Date.now() - startedAt > STEADY_MS) waitMs = firstWaitMs;
      log({ program: program.name, ...ended, restartInMs: waitMs }, "A process ended and is started again");
      await sleep(waitMs, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
  }

  #run(program: Program): Promise<{ code: number | null; signal: string | null; error?: string }> {
    const child = (this.options.spawnProgram ?? spawnNode)(program);
    this.#running.set(program.name, child);
    return new Promise((resolve) => {
      child.once("error", (error) => {
        this.#running.delete(program.name);
        resolve({ code: null, signal: null, error: error.message });
      });
      child.once("exit", (code, signal) => {
        this.#running.delete(program.name);
        resolve({ code, signal });
      });
    });
  }
}

/** In a process group of its own, so that Ctrl-C reaches only the supervisor, which then ends all in order. */
function spawnNode({ args, env, nice = 0 }: Program): ChildProcess {
  const child = spawn(process.execPath, [...args], {
    // Next's types ask for NODE_ENV by name.
    env: { NODE_ENV: "production", ...env },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: process.platform !== "win32",
  });
  if (child.pid !== undefined && nice > 0) setPriority(child.pid, nice);
  return child;
}
