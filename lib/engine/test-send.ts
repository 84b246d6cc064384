import { writeResults } from "@/lib/db/engine/results";
import { notFound } from "@/lib/shared/errors";

import type { Job } from "./job";
import { outcomeOf } from "./outcome";
import { forgetRouting, routingOf } from "./routing";
import { attemptRow, sendOnce, type SignWith } from "./send";

export interface TestSend {
  workspaceId: string;
  endpointId: string;
  deliveryId: string;
  event: { id: string; type: string; createdAt: Date; body: string };
  signWith: SignWith;
  /** Who asked; null for the system. */
  requestedBy: string | null;
}

/**
 * Sends a test as a real delivery is sent, signed and recorded the same way, in this process and at once: whoever
 * asked waits for its answer. One attempt, also to an endpoint that is paused; it counts for nothing.
 * @throws AppError NOT_FOUND when the endpoint is gone
 */
export async function sendTest(test: TestSend): Promise<void> {
  // A process that only serves pages hears of no changes, so it reads the endpoint afresh.
  forgetRouting(test.workspaceId);
  const route = (await routingOf(test.workspaceId)).routes.get(test.endpointId);
  if (!route) throw notFound("endpoint");
  const job: Job = {
    id: test.deliveryId,
    workspaceId: test.workspaceId,
    endpointId: test.endpointId,
    eventId: test.event.id,
    eventType: test.event.type,
    eventCreatedAt: test.event.createdAt,
    body: test.event.body,
    generation: 1,
    trigger: "test",
    requestedBy: test.requestedBy,
    replayed: false,
    attemptCount: 0,
    step: 0,
    claimedAt: performance.now(),
    place: "sent",
    attempts: [],
    done: null,
  };
  const result = await sendOnce(job, route, test.signWith);
  const delivered = outcomeOf(job, { ...route, preset: "none" }, result, 0).state === "delivered";
  await writeResults([
    {
      deliveryId: job.id,
      eventCreatedAt: job.eventCreatedAt,
      generation: job.generation,
      state: delivered ? "delivered" : "failed",
      step: 1,
      nextAttemptAt: null,
      failureGroup: null,
      attempts: [attemptRow(job, route, result, null, test.signWith)],
    },
  ]);
}
