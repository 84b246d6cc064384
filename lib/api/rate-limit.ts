import type { KeyHolder } from "@/lib/auth/key-holder";
import { PLAN_TERMS } from "@/lib/auth/plans";
import { returnToWindow, takeWindow } from "@/lib/auth/rate-windows";
import type { Operation } from "@/lib/contracts/operation";
import type { Plan } from "@/lib/contracts/permissions";
import { env } from "@/lib/env";
import { AppError } from "@/lib/shared/errors";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import type { Principal } from "./authenticate";

export interface Budget {
  limit: number;
  remaining: number;
  resetAt: Date;
}

interface Window {
  key: string;
  windowMs: number;
  /** null: counted against nothing. */
  limit: number | null;
}

/** What the headers show where nothing is counted. */
const UNCOUNTED = 1_000_000;

// A person at the screens, which refresh themselves, is not what the plan's budget is for; a script with a cookie is held.
const SESSION_PER_HOUR = 20_000;
const ADDRESS_PER_HOUR = 3_000;

/**
 * Takes one from the budget that the operation counts against; of a call with an API key also from what that key may
 * take in a minute. What one of them refuses is counted against neither.
 * @throws RateLimited with the budget that is used up
 */
export async function rateLimit(
  principal: Principal | null,
  rate: Operation["rate"],
  address: string | null,
): Promise<Budget> {
  const ofKey = principal?.kind === "api_key" && rate === "hour" ? windowOfKey(principal.holder) : null;
  const taken = ofKey && (await take(ofKey));
  try {
    return await take(windowFor(principal, rate, address));
  } catch (error) {
    if (ofKey && taken && error instanceof RateLimited) await returnToWindow(ofKey.key, ofKey.windowMs, taken.resetAt);
    throw error;
  }
}

async function take({ key, windowMs, limit }: Window): Promise<Budget> {
  const now = Date.now();
  if (limit === null)
    return { limit: UNCOUNTED, remaining: UNCOUNTED, resetAt: new Date(Math.ceil((now + 1) / windowMs) * windowMs) };
  const { admitted, remaining, resetAt } = await takeWindow(key, windowMs, limit);
  const budget = { limit, remaining, resetAt };
  if (!admitted) throw new RateLimited(budget);
  return budget;
}

/** The demo shows what the largest plan can do and is not to stop in the middle of it. */
const isDemo = (plan: Plan): boolean => env.demo && plan === "enterprise";

const windowOfKey = ({ keyId, workspace: { plan } }: KeyHolder): Window => ({
  key: `key:${keyId}`,
  windowMs: MINUTE,
  limit: isDemo(plan) ? null : PLAN_TERMS[plan].keyPerMinute,
});

export class RateLimited extends AppError {
  constructor(readonly budget: Budget) {
    super("RATE_LIMITED", "The limit of requests is reached. Try again when it starts anew.", {
      retryAfterS: Math.max(1, Math.ceil((budget.resetAt.getTime() - Date.now()) / SECOND)),
    });
  }
}

function windowFor(principal: Principal | null, rate: Operation["rate"], address: string | null): Window {
  if (rate === "none") return { key: "", windowMs: HOUR, limit: null };
  if (principal === null)
    return { key: `address:${address}`, windowMs: HOUR, limit: address === null ? null : ADDRESS_PER_HOUR };
  if (principal.kind === "session")
    return { key: `session:${principal.userId}`, windowMs: HOUR, limit: SESSION_PER_HOUR };
  const { id, plan } = principal.holder.workspace;
  const terms = PLAN_TERMS[plan];
  if (rate === "second") return { key: `second:${id}`, windowMs: SECOND, limit: terms.ingestPerSecond };
  return { key: `hour:${id}`, windowMs: HOUR, limit: isDemo(plan) ? null : terms.requestsPerHour };
}
