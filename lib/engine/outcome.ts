import type { EgressResult } from "@/lib/egress/egress";
import { env } from "@/lib/env";
import { sharedDate } from "@/lib/shared/clock";
import { endpointPausedUntil, nextAttempt } from "@/lib/webhooks/schedule";

import type { Job } from "./job";
import type { Route } from "./routing";

export interface Outcome {
  state: "delivered" | "retrying" | "failed";
  /** Position in the schedule after this attempt. */
  step: number;
  next: { at: Date; own: boolean } | null;
  /** The receiver asked for a pause of the whole endpoint. */
  pauseUntil: Date | null;
  /** It answered 410: it does not want to be called again. */
  gone: boolean;
}

/**
 * What an attempt means for its delivery. A connection that was refused or reset at once does not use up a step when
 * it is tried again right away; that is decided by the caller, before this.
 */
export function outcomeOf(job: Job, route: Route, result: EgressResult, jitter: number): Outcome {
  const step = job.step + 1;
  if (result.ok && result.status >= 200 && result.status < 300) {
    return { state: "delivered", step, next: null, pauseUntil: null, gone: false };
  }
  const now = sharedDate();
  const retryAfter = result.headers?.find(([name]) => name === "retry-after")?.[1];
  const next = nextAttempt({
    preset: route.preset,
    step,
    jitter,
    scale: env.retryScale,
    now,
    outcome: { status: result.status, errorClass: result.ok ? "http" : result.errorClass, retryAfter },
  });
  return {
    state: next ? "retrying" : "failed",
    step,
    next: next && { at: next.at, own: next.own },
    pauseUntil: next?.pauseEndpointUntil ?? endpointPausedUntil(retryAfter, now),
    gone: result.ok && result.status === 410,
  };
}
