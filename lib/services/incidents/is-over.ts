import { MINUTE } from "@/lib/shared/time";

/** Failures that were not seen for so long are over once the endpoint has answered well after them. */
export const OVER_AFTER = 15 * MINUTE;

/** Whether failures that look alike have stopped. `resolveIncidents` says the same of all endpoints at once. */
export function isOver(lastSeenAt: Date, lastSuccessAt: Date | null, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() > OVER_AFTER && lastSuccessAt !== null && lastSuccessAt > lastSeenAt;
}
