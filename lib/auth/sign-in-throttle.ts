import { createHash } from "node:crypto";

import { giveBack, takeFromWindow, type Taken } from "@/lib/db/edge/rate-counters";
import { HOUR, MINUTE } from "@/lib/shared/time";

/** Failures of one account from one address, and of all accounts from one address (A4). Nobody else is locked out. */
const PER_ACCOUNT = { limit: 10, windowMs: 15 * MINUTE };
const PER_ADDRESS = { limit: 100, windowMs: HOUR };

export interface SignInTry {
  /** Seconds until the next try is looked at; null when this one may go on. */
  retryAfterS: number | null;
  /** Called when the sign-in succeeded: only failures count. */
  succeeded(): Promise<void>;
}

/** Takes a try before the password is looked at, so that parallel tries cannot pass the limit together. */
export async function takeSignInTry(email: string, address: string | null, now = Date.now()): Promise<SignInTry> {
  const from = address ?? "unknown";
  const account = createHash("sha256").update(email).digest("base64url");
  const tries = [
    { key: `sign-in:${account}:${from}`, ...PER_ACCOUNT },
    { key: `sign-in:${from}`, ...PER_ADDRESS },
  ];
  const taken: { key: string; windowMs: number; result: Taken }[] = [];
  for (const { key, limit, windowMs } of tries) {
    const result = await takeFromWindow(key, windowMs, limit, now);
    if (!result.admitted)
      return {
        retryAfterS: Math.max(1, Math.ceil((result.resetAt.getTime() - now) / 1_000)),
        succeeded: async () => undefined,
      };
    taken.push({ key, windowMs, result });
  }
  return {
    retryAfterS: null,
    succeeded: async () =>
      void (await Promise.all(taken.map(({ key, windowMs, result }) => giveBack(key, windowMs, result.resetAt)))),
  };
}
