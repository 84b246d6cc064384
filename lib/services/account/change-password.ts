import { hashPassword } from "@/lib/auth/passwords";
import type { ChangePassword } from "@/lib/contracts/account";
import { setPassword } from "@/lib/db/accounts/people";
import { invalid } from "@/lib/shared/errors";

import type { AccountContext } from "../context";
import { confirmPassword } from "./confirm-password";
import { getPerson } from "./get";
import { mailPerson } from "./mail";

/**
 * Sets another password. Every session ends, also the one that asks: the caller gives its browser a new one. Answers
 * how many others that were.
 * @throws AppError VALIDATION_ERROR, RATE_LIMITED
 */
export async function changePassword(ctx: AccountContext, input: ChangePassword): Promise<{ ended: number }> {
  const person = await getPerson(ctx.userId);
  await confirmPassword(person, input.currentPassword);
  if (input.newPassword === input.currentPassword) throw invalid("newPassword", "This is the password you have.");
  const ended = await setPassword(ctx.userId, await hashPassword(input.newPassword));
  await mailPerson(person.email, "Your password for Linquid was changed", [
    "The password of your Linquid account was changed, and your other sessions ended.",
    "If that was not you, ask for a link to set a new one on the sign-in page now, and tell an admin of your workspace.",
  ]);
  return { ended: Math.max(0, ended - 1) };
}
