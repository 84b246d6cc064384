import type { Delivery } from "@/lib/contracts/deliveries";
import { MINUTE, SECOND } from "@/lib/shared/time";

/** An attempt is on its way or due, so the row changes within seconds. */
export function isRunning({ state, nextAttemptAt }: Pick<Delivery, "state" | "nextAttemptAt">, now: number): boolean {
  return state === "pending" || (state === "retrying" && nextAttemptAt !== null && Date.parse(nextAttemptAt) <= now);
}

const SOON = 10 * SECOND;

/** How often an open delivery is asked for: often while something happens to it, seldom until its next attempt. */
export function pollEvery(delivery: Delivery | undefined): number | false {
  if (!delivery) return false;
  if (isRunning(delivery, Date.now() + SOON)) return 2 * SECOND;
  return delivery.state === "retrying" || delivery.state === "held" ? MINUTE / 2 : false;
}

export const LIST_EVERY = 5 * SECOND;
