import { createHash } from "node:crypto";

import { giveBack, takeFromWindow, type Taken } from "@/lib/db/edge/rate-counters";
import { AppError } from "@/lib/shared/errors";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";

interface Limit {
  key: string;
  limit: number;
  windowMs: number;
}

export interface Try {
  /** Seconds until the next try is looked at; null when this one may go on. */
  retryAfterS: number | null;
  /** Called when it succeeded, where only failures count. */
  succeeded(): Promise<void>;
}

/** Takes a try before anything is looked at, so that parallel tries cannot pass the limit together. */
async function takeTry(limits: readonly Limit[], now: number): Promise<Try> {
  const taken: { key: string; windowMs: number; result: Taken }[] = [];
  for (const { key, limit, windowMs } of limits) {
    const result = await takeFromWindow(key, windowMs, limit, now);
    if (!result.admitted)
      return {
        retryAfterS: Math.max(1, Math.ceil((result.resetAt.getTime() - now) / SECOND)),
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

/** An address in a counter's name: counters say nothing about who has an account. */
const hashed = (text: string): string => createHash("sha256").update(text).digest("base64url");
const from = (address: string | null): string => address ?? "unknown";

/** Failures of one account from one address, and of all accounts from one address (A4). Nobody else is locked out. */
export const takeSignInTry = (email: string, address: string | null, now = Date.now()): Promise<Try> =>
  takeTry(
    [
      { key: `sign-in:${hashed(email)}:${from(address)}`, limit: 10, windowMs: 15 * MINUTE },
      { key: `sign-in:${from(address)}`, limit: 100, windowMs: HOUR },
    ],
    now,
  );

/**
 * Failures with a second factor. Counted per account wherever they come from: whoever gets here knows the password, so
 * this is no lock that a stranger can turn, and six digits do not bear more (0.07 % a day at three codes valid at once).
 */
export const takeSecondFactorTry = (userId: string, now = Date.now()): Promise<Try> =>
  takeTry([{ key: `second-factor:${userId}`, limit: 10, windowMs: HOUR }], now);

/** Failures to prove it again while signed in: a borrowed session guesses no password. */
export const takeConfirmationTry = (userId: string, now = Date.now()): Promise<Try> =>
  takeTry([{ key: `confirm:${userId}`, limit: 10, windowMs: 15 * MINUTE }], now);

/** Tries of the code for the first run; the second counter holds those who have many addresses. */
export const takeFirstRunTry = (address: string | null, now = Date.now()): Promise<Try> =>
  takeTry(
    [
      { key: `first-run:${from(address)}`, limit: 10, windowMs: 15 * MINUTE },
      { key: "first-run", limit: 200, windowMs: HOUR },
    ],
    now,
  );

/** Links that one address asks for, whoever they are for. */
export const takeLinkRequest = (address: string | null, now = Date.now()): Promise<Try> =>
  takeTry([{ key: `link-request:${from(address)}`, limit: 20, windowMs: HOUR }], now);

/** Links that go to one mailbox. Beyond this none is sent, and the answer stays the same. */
export const takeLinkMail = (email: string, now = Date.now()): Promise<Try> =>
  takeTry([{ key: `link-mail:${hashed(email)}`, limit: 5, windowMs: HOUR }], now);

/** Tokens of links that one address tries: 256 random bits are not guessed, this only spares the database. */
export const takeLinkTry = (address: string | null, now = Date.now()): Promise<Try> =>
  takeTry([{ key: `link-try:${from(address)}`, limit: 60, windowMs: HOUR }], now);

/** @throws AppError RATE_LIMITED with the time to wait */
export async function orRefuse(pending: Promise<Try>): Promise<Try> {
  const attempt = await pending;
  if (attempt.retryAfterS !== null)
    throw new AppError("RATE_LIMITED", "Too many tries. Wait a while, then try again.", {
      retryAfterS: attempt.retryAfterS,
    });
  return attempt;
}
