import { env } from "@/lib/env";
import { clockOffset, sharedNow } from "@/lib/shared/clock";

/**
 * The moment at which an engine wakes us, by the clock that it goes by: the embedded one by that of this process, a
 * remote one by the true time.
 */
export const wakeTime = (at: Date): Date =>
  env.inngest.mode === "embedded" ? new Date(at.getTime() - clockOffset()) : at;

/** The same for at once: the SDK would say when by the clock of this process, and a remote engine wait for it. */
export const wakeNow = (): number => wakeTime(new Date(sharedNow())).getTime();
