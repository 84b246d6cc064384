import { RetryAfterError } from "inngest";

import { runningEngine } from "@/lib/engine/running";
import { logger } from "@/lib/observability/logger";

import { inngest } from "../client";
import { deliveriesFailed } from "../events";
import { wakeTime } from "../wake-time";
import { sendRetries } from "./send-retries";

/** More than the longest schedule: what is left over serves outages of the app, and then the sweep goes on. */
const RETRIES = 20;

/**
 * Wakes a group of failed deliveries at each of its due times. The rows decide what is due and what has attempts left;
 * the engine's own count of attempts is never looked at, because an outage of the app spends it.
 */
export const deliverRetry = inngest.createFunction(
  {
    id: "deliver-retry",
    retries: RETRIES,
    triggers: [deliveriesFailed],
    // The rows stand as they are: the sweep sends what is overdue.
    onFailure: ({ runId }) => logger.info({ runId }, "A group of retries is left to the sweep"),
  },
  async ({ event, step }) => {
    await step.run("attempt", async () => {
      const engine = runningEngine();
      if (!engine) throw new Error("No delivery engine runs in this process.");
      const retries = await engine.attempt(event.data.ids);
      const shared = groupOf(retries);
      await sendRetries(retries.filter((retry) => retry.own || retry.at.getTime() !== shared?.getTime()));
      if (shared) throw new RetryAfterError("The group has attempts left.", wakeTime(shared));
    });
  },
);

/** The due time that most of the group share; the others leave with an event of their own. */
function groupOf(retries: readonly { at: Date; own: boolean }[]): Date | null {
  const counts = new Map<number, number>();
  for (const { at, own } of retries) if (!own) counts.set(at.getTime(), (counts.get(at.getTime()) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1]);
  return most ? new Date(most[0]) : null;
}
