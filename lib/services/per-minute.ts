import { takeFromWindow } from "@/lib/db/edge/rate-counters";
import { AppError } from "@/lib/shared/errors";
import { MINUTE, SECOND } from "@/lib/shared/time";

/**
 * Takes one of so many a minute, also when they come at once.
 * @param refusal what is told when they are used up, as a sentence
 * @throws AppError RATE_LIMITED with the seconds until the next minute
 */
export async function assertPerMinute(key: string, max: number, refusal: string): Promise<void> {
  const { admitted, resetAt } = await takeFromWindow(key, MINUTE, max);
  if (admitted) return;
  throw new AppError("RATE_LIMITED", refusal, {
    retryAfterS: Math.max(1, Math.ceil((resetAt.getTime() - Date.now()) / SECOND)),
  });
}
