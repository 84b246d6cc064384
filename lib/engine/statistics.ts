import type { ResultRow } from "@/lib/db/engine/results";
import { type StatRow, writeStats } from "@/lib/db/engine/stats";
import { logger } from "@/lib/observability/logger";
import { sharedNow } from "@/lib/shared/clock";
import { newId } from "@/lib/shared/ids";
import { MINUTE, SECOND } from "@/lib/shared/time";
import { latencyStep, noLatencies } from "@/lib/webhooks/latencies";

const SLOT_MS = 15 * MINUTE;
const WRITE_EVERY_MS = 2 * SECOND;

/** How long these took says something of the receiver; a name that does not resolve fails in no time. */
const TIMED: ReadonlySet<string | null> = new Set([null, "http", "timeout"]);

/**
 * Counts what became of attempts and writes the counts every two seconds, so that screens never count attempts. They
 * belong to the quarter of an hour in which they were noted, so that one that is over never comes back.
 */
export class Statistics {
  private readonly writer = newId("engine");
  private readonly counted = new Map<string, StatRow & { latencies: number[] }>();
  private readonly changed = new Set<StatRow>();
  private timer: NodeJS.Timeout | null = null;
  private slot = 0;
  private writing: Promise<void> = Promise.resolve();

  note(result: ResultRow, endpointId: string, workspaceId: string): void {
    const row = this.rowOf(endpointId, workspaceId);
    for (const [at, attempt] of result.attempts.entries()) {
      const isLast = at === result.attempts.length - 1;
      const succeeded = attempt.errorClass === null;
      if (succeeded) row.succeeded++;
      else if (isLast && result.state === "failed") row.failed++;
      else row.retried++;
      if (attempt.number === 1) {
        row.first++;
        if (succeeded) row.firstSucceeded++;
      }
      const step = latencyStep(attempt.responseTimeMs);
      if (TIMED.has(attempt.errorClass)) row.latencies[step] = (row.latencies[step] ?? 0) + 1;
    }
    this.changed.add(row);
    this.timer ??= setTimeout(() => this.flush(), WRITE_EVERY_MS).unref();
  }

  /** Resolves when everything that was noted is written, or was refused. */
  drain(): Promise<void> {
    this.flush();
    return this.writing;
  }

  private rowOf(endpointId: string, workspaceId: string): StatRow & { latencies: number[] } {
    const slot = Math.floor(sharedNow() / SLOT_MS) * SLOT_MS;
    if (slot !== this.slot) {
      this.counted.clear();
      this.slot = slot;
    }
    let row = this.counted.get(endpointId);
    if (!row) {
      row = {
        endpointId,
        workspaceId,
        slot: new Date(slot),
        succeeded: 0,
        retried: 0,
        failed: 0,
        first: 0,
        firstSucceeded: 0,
        latencies: noLatencies(),
      };
      this.counted.set(endpointId, row);
    }
    return row;
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const rows = [...this.changed];
    this.changed.clear();
    if (rows.length === 0) return;
    this.writing = this.writing
      .then(() => writeStats(this.writer, rows))
      .catch((error: unknown) => {
        // The rows are whole: the next write says the same and more.
        for (const row of rows) this.changed.add(row);
        logger.warn({ error }, "The statistics of endpoints were not written");
      });
  }
}
