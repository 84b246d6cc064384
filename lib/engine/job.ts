import type { ClaimedRow } from "@/lib/db/engine/claims";
import type { AttemptRow } from "@/lib/db/engine/results";

/** A delivery that this process holds a claim on and has in memory. */
export interface Job {
  readonly id: string;
  readonly workspaceId: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly eventCreatedAt: Date;
  /** The exact bytes to send. */
  readonly body: string;
  readonly generation: number;
  readonly trigger: AttemptRow["trigger"];
  readonly requestedBy: string | null;
  /** Part of a replay: it makes way for what has just happened. */
  readonly replayed: boolean;
  attemptCount: number;
  /** Attempts already made on its schedule. */
  step: number;
  /** When the claim was made or last renewed; milliseconds of a monotonic clock. */
  claimedAt: number;
  /** In its lane · named by a chunk that has not arrived · in line for a slot · on its way to the receiver. */
  place: "waiting" | "chunk" | "ready" | "sent";
  /** Requests made under this claim that are not written yet. */
  readonly attempts: AttemptRow[];
  /** Whoever waits for this job; called once, with what is to be tried again. */
  done: ((retry: Retry | null) => void) | null;
}

/** A job for a row that was just claimed. */
export function jobOf(row: ClaimedRow): Job {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    endpointId: row.endpointId,
    eventId: row.eventId,
    eventType: row.eventType,
    eventCreatedAt: row.eventCreatedAt,
    body: row.body,
    generation: row.generation,
    trigger: row.trigger,
    requestedBy: row.requestedBy,
    replayed: row.replayed,
    attemptCount: row.attemptCount,
    step: row.step,
    claimedAt: performance.now(),
    place: "waiting",
    attempts: [],
    done: null,
  };
}

/** A delivery that failed and has attempts left. */
export interface Retry {
  id: string;
  preset: "standard" | "fast" | "none";
  step: number;
  at: Date;
  /** Its time is its own, not that of those that failed with it. */
  own: boolean;
}

/** First attempts go before retries and replays. */
export const isBacklog = (job: Job): boolean => job.attemptCount > 0 || job.replayed;
