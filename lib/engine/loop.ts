import { isDatabaseAway } from "@/lib/db/database-away";
import { logger } from "@/lib/observability/logger";

/** Runs one piece of work over and over: when woken, and at the latest after a pause. Never twice at once. */
export class Loop {
  private running = false;
  private again = false;
  private active = false;
  private timer: NodeJS.Timeout | null = null;
  private idle: (() => void) | null = null;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly pauseMs: number,
  ) {}

  start(): void {
    this.active = true;
    this.wake();
  }

  wake(): void {
    if (!this.active) return;
    if (this.running) {
      this.again = true;
      return;
    }
    void this.run();
  }

  /** Resolves when the work that is under way has ended. */
  stop(): Promise<void> {
    this.active = false;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    if (!this.running) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle = resolve;
    });
  }

  private async run(): Promise<void> {
    this.running = true;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    do {
      this.again = false;
      try {
        await this.work();
      } catch (error) {
        if (isDatabaseAway(error)) logger.warn({ error }, "The engine waits for the database");
        else logger.error({ error }, "A round of the engine failed");
        break;
      }
    } while (this.again && this.active);
    this.running = false;
    this.idle?.();
    this.idle = null;
    if (this.active) this.timer = setTimeout(() => this.wake(), this.pauseMs);
  }
}
