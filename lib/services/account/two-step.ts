import { newRecoveryCodes } from "@/lib/auth/recovery-codes";
import { orRefuse, takeSecondFactorTry } from "@/lib/auth/throttle";
import { newTotpSecret, openTotpSecret, sealTotpSecret, stepOfCode, totpUri } from "@/lib/auth/totp";
import type { Account, TwoStepStart } from "@/lib/contracts/account";
import {
  confirmSecondFactor,
  proposeSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
} from "@/lib/db/accounts/second-factor";
import { AppError } from "@/lib/shared/errors";

import type { AccountContext } from "../context";
import { confirmPassword } from "./confirm-password";
import { getAccount, getPerson } from "./get";
import { mailPerson } from "./mail";
import { passSecondFactor, wrongCode } from "./pass-second-factor";

/**
 * Makes a secret for an app, good once a first code of it was entered. Starting again replaces it.
 * @throws AppError CONFLICT when it is on, VALIDATION_ERROR for a wrong password, RATE_LIMITED
 */
export async function startTwoStep(ctx: AccountContext, currentPassword: string | undefined): Promise<TwoStepStart> {
  const person = await getPerson(ctx.userId);
  await confirmPassword(person, currentPassword);
  const secret = newTotpSecret();
  if (!(await proposeSecondFactor(ctx.userId, sealTotpSecret(ctx.userId, secret)))) throw isOn();
  return { secret: secret.replaceAll(/(.{4})(?=.)/g, "$1 "), uri: totpUri(secret, person.email) };
}

/**
 * Turns it on with a code of the app. Answers the recovery codes, the only time they are shown.
 * @throws AppError CONFLICT when nothing was started or it is on, VALIDATION_ERROR for a wrong code, RATE_LIMITED
 */
export async function confirmTwoStep(ctx: AccountContext, code: string): Promise<{ recoveryCodes: string[] }> {
  const factor = await readSecondFactor(ctx.userId);
  if (factor?.totpSecret) throw isOn();
  if (!factor?.totpPending) throw new AppError("CONFLICT", "Start to set it up first.");
  const attempt = await orRefuse(takeSecondFactorTry(ctx.userId));
  const step = stepOfCode(openTotpSecret(ctx.userId, factor.totpPending), code);
  if (step === null) throw wrongCode();
  const codes = newRecoveryCodes(ctx.userId);
  if (!(await confirmSecondFactor(ctx.userId, factor.totpPending, step, codes.hashes))) throw isOn();
  await attempt.succeeded();
  return { recoveryCodes: codes.shown };
}

/** New recovery codes; the old ones are worth nothing. @throws AppError CONFLICT, VALIDATION_ERROR, RATE_LIMITED */
export async function renewRecoveryCodes(ctx: AccountContext, code: string): Promise<{ recoveryCodes: string[] }> {
  await passSecondFactor(ctx.userId, code);
  const codes = newRecoveryCodes(ctx.userId);
  if (!(await replaceRecoveryCodes(ctx.userId, codes.hashes))) throw isOff();
  return { recoveryCodes: codes.shown };
}

/** Turns it off. @throws AppError CONFLICT when it is off, VALIDATION_ERROR for a wrong code, RATE_LIMITED */
export async function endTwoStep(ctx: AccountContext, code: string): Promise<Account> {
  await passSecondFactor(ctx.userId, code);
  if (!(await removeSecondFactor(ctx.userId))) throw isOff();
  const account = await getAccount(ctx);
  await mailPerson(account.email, "Two-step sign-in was turned off", [
    "Two-step sign-in of your Linquid account was turned off. Your password alone signs you in now.",
    "If that was not you, set a new password now and turn it on again.",
  ]);
  return account;
}

const isOn = (): AppError => new AppError("CONFLICT", "Two-step sign-in is on already.");
const isOff = (): AppError => new AppError("CONFLICT", "Two-step sign-in is off.");
