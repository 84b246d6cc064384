import type { ResultRow } from "@/lib/db/engine/results";
import { type StatRow, type TypeStatRow, writeStats, writeTypeStats } from "@/lib/db/engine/stats";
import { logger } from "@/lib/observability/logger";
import { sharedNow } from "@/lib/shared/clock";
import { newId } from "@/lib/shared/ids";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";
import { latencyStep, noLatencies } from "@/lib/webhooks/latencies";

const WRITE_EVERY_MS = 2 * SECOND;

/** How long these took says something of the receiver; a name that does not resolve fails in no time. */
const TIMED: ReadonlySet<string | null> = new Set([null, "http", "timeout"]);

/** What became of a delivery under one claim, and whose it is. */
export interface Counted {
  row: ResultRow;
  endpointId: string;
  workspaceId: string;
  eventType: string;
}

/**
 * Counts what became of attempts and writes the counts every two seconds, so that screens never count attempts. They
 * belong to the quarter of an hour, by event type to the hour, in which they were noted, so that one that is over never
 * comes back.
 */
export class Statistics {
  private readonly writer = newId("engine");
  private readonly quarters = new Slots<StatRow>(15 * MINUTE, (rows) => writeStats(this.writer, rows));
  private readonly hours = new Slots<TypeStatRow>(HOUR, (rows) => writeTypeStats(this.writer, rows));
  private timer: NodeJS.Timeout | null = null;
  private writing: Promise<void> = Promise.resolve();

  note({ row, endpointId, workspaceId, eventType }: Counted): void {
    count(
      row,
      this.quarters.changedRow(endpointId, (slot) => ({ endpointId, workspaceId, slot, ...nothing() })),
    );
    count(
      row,
      this.hours.changedRow(`${endpointId} ${eventType}`, (slot) => ({
        endpointId,
        workspaceId,
        eventType,
        slot,
        ...nothing(),
      })),
    );
    this.timer ??= setTimeout(() => this.flush(), WRITE_EVERY_MS).unref();
  }

  /** Resolves when everything that was noted is written, or was refused. */
  drain(): Promise<void> {
    this.flush();
    return this.writing;
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const parts = [this.quarters.take(), this.hours.take()];
    this.writing = this.writing.then(async () => {
      for (const write of parts) await write();
    });
  }
}

/** The rows of one length of slot: those of the present slot, and those that changed since they were written. */
class Slots<Row extends StatRow> {
  private readonly counted = new Map<string, Row>();
  private changed = new Set<Row>();
  private slot = 0;

  constructor(
    private readonly lengthMs: number,
    private readonly write: (rows: readonly Row[]) => Promise<void>,
  ) {}

  changedRow(key: string, make: (slot: Date) => Row): Row {
    const slot = Math.floor(sharedNow() / this.lengthMs) * this.lengthMs;
    if (slot !== this.slot) {
      this.counted.clear();
      this.slot = slot;
    }
    let row = this.counted.get(key);
    if (!row) {
      row = make(new Date(slot));
      this.counted.set(key, row);
    }
    this.changed.add(row);
    return row;
  }

  /** What writes everything that changed until now. */
  take(): () => Promise<void> {
    const rows = [...this.changed];
    this.changed = new Set();
    return async () => {
      if (rows.length === 0) return;
      await this.write(rows).catch((error: unknown) => {
        // The rows are whole: the next write says the same and more.
        for (const row of rows) this.changed.add(row);
        logger.warn({ error }, "The statistics of endpoints were not written");
      });
    };
  }
}

const nothing = () => ({ succeeded: 0, retried: 0, failed: 0, first: 0, firstSucceeded: 0, latencies: noLatencies() });

function count({ attempts, state }: ResultRow, row: StatRow): void {
  for (const [at, attempt] of attempts.entries()) {
    const isLast = at === attempts.length - 1;
    const succeeded = attempt.errorClass === null;
    if (succeeded) row.succeeded++;
    else if (isLast && state === "failed") row.failed++;
    else row.retried++;
    if (attempt.number === 1) {
      row.first++;
      if (succeeded) row.firstSucceeded++;
    }
    const step = latencyStep(attempt.responseTimeMs);
    if (TIMED.has(attempt.errorClass)) row.latencies[step] = (row.latencies[step] ?? 0) + 1;
  }
}
