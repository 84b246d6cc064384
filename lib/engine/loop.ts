import { isDatabaseAway } from "@/lib/db/database-away";
import { logger } from "@/lib/observability/logger";

/**
 * Runs one piece of work over and over: when woken, and at the latest after a pause. Never twice at once, and never
 * sooner than `gap` after the round before; what wakes it meanwhile shares the next one.
 */
export class Loop {
  private running = false;
  private again = false;
  private active = false;
  private timer: NodeJS.Timeout | null = null;
  /** The timer stands for a wake-up, not for the pause. */
  private woken = false;
  private startedAt = -Infinity;
  private idle: (() => void) | null = null;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly pauseMs: number,
    private readonly gap: () => number = () => 0,
  ) {}

  start(): void {
    this.active = true;
    this.wake();
  }

  wake(): void {
    if (!this.active || this.woken) return;
    if (this.running) {
      this.again = true;
      return;
    }
    const wait = this.startedAt + this.gap() - performance.now();
    if (wait <= 0) void this.run();
    else {
      this.woken = true;
      this.runIn(wait);
    }
  }

  /** Resolves when the work that is under way has ended. */
  stop(): Promise<void> {
    this.active = false;
    this.clearTimer();
    if (!this.running) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle = resolve;
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    this.again = false;
    this.clearTimer();
    this.startedAt = performance.now();
    let failed = false;
    try {
      await this.work();
    } catch (error) {
      failed = true;
      if (isDatabaseAway(error)) logger.warn({ error }, "The engine waits for the database");
      else logger.error({ error }, "A round of the engine failed");
    }
    this.running = false;
    this.idle?.();
    this.idle = null;
    if (!this.active) return;
    if (this.again && !failed) this.wake();
    else this.runIn(this.pauseMs);
  }

  private runIn(ms: number): void {
    this.clearTimer(this.woken);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private clearTimer(woken = false): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    this.woken = woken;
  }
}
