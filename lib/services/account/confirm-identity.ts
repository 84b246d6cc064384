import type { ConfirmIdentity } from "@/lib/contracts/account";
import { confirmSession } from "@/lib/db/edge/sessions";
import { AppError } from "@/lib/shared/errors";
import { freshUntil } from "@/lib/shared/fresh-session";
import { iso } from "@/lib/shared/time";

import type { AccountContext } from "../context";
import { confirmPassword } from "./confirm-password";
import { getPerson } from "./get";
import { passSecondFactor } from "./pass-second-factor";

/**
 * Makes this one session fresh for whoever knows the password or has the second factor. An account without either signs
 * in again.
 * @throws AppError VALIDATION_ERROR that names `currentPassword` or `code`, CONFLICT, RATE_LIMITED
 */
export async function confirmIdentity(
  ctx: AccountContext,
  { currentPassword, code }: ConfirmIdentity,
): Promise<{ freshUntil: string }> {
  // Whatever is sent has to be right.
  if (currentPassword !== undefined) {
    const person = await getPerson(ctx.userId);
    if (person.passwordHash === null) throw new AppError("CONFLICT", "This account has no password. Sign in again.");
    await confirmPassword(person, currentPassword);
  }
  if (code !== undefined) await passSecondFactor(ctx.userId, code);
  const confirmedAt = await confirmSession(ctx.sessionId);
  if (!confirmedAt) throw new AppError("UNAUTHORIZED", "This session has ended. Sign in again.");
  return { freshUntil: iso(freshUntil(confirmedAt)) };
}
