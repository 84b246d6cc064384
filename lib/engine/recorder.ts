import { setTimeout as pause } from "node:timers/promises";

import { isDatabaseAway } from "@/lib/db/database-away";
import { type HealthChange, writeHealth } from "@/lib/db/engine/health";
import { writeResults } from "@/lib/db/engine/results";
import { logger } from "@/lib/observability/logger";

import { type Counted, Statistics } from "./statistics";

/** A result and where it is from. `written` is called once: true when the row took it, false when its claim was gone. */
export interface Finished extends Counted {
  written: (taken: boolean) => void;
}

const WAIT_MS = 4;
const ROWS_MAX = 500;
const WRITERS = 2;
/** Above this many results that wait, the engine takes no new work: the database is behind. */
export const BACKLOG_MAX = 1_000;
const RETRY_MS = 500;
const HEALTHY_EVERY_MS = 30_000;

/**
 * Writes results in few, large statements: what finishes within some milliseconds goes together. A failed write keeps
 * its rows and tries again for as long as it takes; a row that the database refuses is written without its answer.
 */
export class Recorder {
  private readonly waiting: Finished[] = [];
  private writing = 0;
  private timer: NodeJS.Timeout | null = null;
  private drained: (() => void) | null = null;
  private readonly healthyAt = new Map<string, number>();
  private readonly failing = new Set<string>();
  private health = new Map<string, HealthChange>();
  private healthWriting = false;
  private readonly statistics = new Statistics();

  get backlog(): number {
    return this.waiting.length;
  }

  add(finished: Finished): void {
    this.waiting.push(finished);
    if (this.waiting.length >= ROWS_MAX) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
  }

  /** Resolves when everything that was added is written. */
  async drain(): Promise<void> {
    this.flush();
    if (this.waiting.length > 0 || this.writing > 0) {
      await new Promise<void>((resolve) => {
        this.drained = resolve;
      });
    }
    await this.statistics.drain();
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.writing < WRITERS && this.waiting.length > 0) {
      void this.write(this.waiting.splice(0, ROWS_MAX));
    }
  }

  private async write(batch: Finished[]): Promise<void> {
    this.writing++;
    await this.writeUntilDone(batch);
    this.writing--;
    this.noteHealth(batch);
    if (this.waiting.length > 0) this.timer ??= setTimeout(() => this.flush(), WAIT_MS);
    else if (this.writing === 0) {
      this.drained?.();
      this.drained = null;
    }
  }

  private async writeUntilDone(batch: Finished[]): Promise<void> {
    for (;;) {
      try {
        const taken = await writeResults(batch.map((finished) => finished.row));
        for (const finished of batch) this.tell(finished, taken.has(finished.row.deliveryId));
        return;
      } catch (error) {
        if (isDatabaseAway(error)) {
          logger.warn({ error, rows: batch.length }, "Results wait for the database");
          await pause(RETRY_MS);
        } else if (batch.length > 1) {
          // One row poisons the statement; alone, the others are fine.
          for (const finished of batch) await this.writeUntilDone([finished]);
          return;
        } else {
          logger.error({ error, deliveryId: batch[0]?.row.deliveryId }, "A result was refused by the database");
          return this.writeBare(batch[0]);
        }
      }
    }
  }

  /** Without anything the receiver chose. If even that is refused, the lease ends the claim and the sweeper goes on. */
  private async writeBare(finished: Finished | undefined): Promise<void> {
    if (!finished) return;
    const attempts = finished.row.attempts.map((attempt) => ({
      ...attempt,
      responseHeaders: null,
      responseBody: null,
      errorMessage: null,
    }));
    const taken = await writeResults([{ ...finished.row, attempts, failureGroup: null }]).catch((error: unknown) => {
      logger.error({ error, deliveryId: finished.row.deliveryId }, "A result could not be kept");
      return new Set<string>();
    });
    this.tell(finished, taken.has(finished.row.deliveryId));
  }

  private tell(finished: Finished, taken: boolean): void {
    if (taken) this.statistics.note(finished);
    finished.written(taken);
  }

  /** A success is worth a write only when it ends a failing spell, or now and then. */
  private noteHealth(batch: readonly Finished[]): void {
    const now = Date.now();
    for (const { row, endpointId, workspaceId } of batch) {
      const succeeded = row.state === "delivered";
      if (succeeded && !this.failing.has(endpointId) && now - (this.healthyAt.get(endpointId) ?? 0) < HEALTHY_EVERY_MS)
        continue;
      const change = this.health.get(endpointId) ?? {
        endpointId,
        workspaceId,
        succeededAt: null,
        failedDeliveries: 0,
        failures: 0,
        failedAt: null,
      };
      const at = row.attempts[row.attempts.length - 1]?.startedAt ?? new Date(now);
      if (succeeded) {
        change.succeededAt = at;
        this.healthyAt.set(endpointId, now);
        this.failing.delete(endpointId);
      } else {
        change.failedAt = at;
        change.failures++;
        if (row.step === 1) change.failedDeliveries++;
        this.failing.add(endpointId);
      }
      this.health.set(endpointId, change);
    }
    void this.writeHealth();
  }

  private async writeHealth(): Promise<void> {
    if (this.healthWriting || this.health.size === 0) return;
    this.healthWriting = true;
    const changes = [...this.health.values()];
    this.health = new Map();
    await writeHealth(changes).catch((error: unknown) =>
      logger.warn({ error }, "The health of endpoints was not noted"),
    );
    this.healthWriting = false;
  }
}
