import { hashRecoveryCode } from "@/lib/auth/recovery-codes";
import { orRefuse, takeSecondFactorTry } from "@/lib/auth/throttle";
import { openTotpSecret, stepOfCode } from "@/lib/auth/totp";
import { readSecondFactor, spendRecoveryCode, spendTimeStep } from "@/lib/db/accounts/second-factor";
import { AppError, invalid } from "@/lib/shared/errors";

/**
 * Accepts a code of the app or a recovery code. Each works once: a code that somebody looked over a shoulder for is
 * worth nothing after it was used.
 * @throws AppError VALIDATION_ERROR that names `code`, RATE_LIMITED, CONFLICT when two-step sign-in is off
 */
export async function passSecondFactor(userId: string, code: string): Promise<void> {
  const factor = await readSecondFactor(userId);
  if (!factor?.totpSecret) throw new AppError("CONFLICT", "Two-step sign-in is off.");
  const attempt = await orRefuse(takeSecondFactorTry(userId));
  if (!(await isGood(userId, openTotpSecret(userId, factor.totpSecret), code))) throw wrongCode();
  await attempt.succeeded();
}

async function isGood(userId: string, secret: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return spendRecoveryCode(userId, hashRecoveryCode(userId, code));
  const step = stepOfCode(secret, code);
  return step !== null && (await spendTimeStep(userId, step));
}

export const wrongCode = (): AppError => invalid("code", "This code is wrong or has been used.");
