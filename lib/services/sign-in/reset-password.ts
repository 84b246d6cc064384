import { hashPassword } from "@/lib/auth/passwords";
import { setPassword } from "@/lib/db/accounts/people";

import { getPerson } from "../account/get";
import { mailPerson } from "../account/mail";
import { acceptLink } from "./accept-link";

/**
 * Sets the password of whoever has the link. All sessions end, and nobody is signed in by it: a second factor is asked
 * for as always.
 * @throws AppError UNAUTHORIZED, RATE_LIMITED
 */
export async function resetPassword(token: string, newPassword: string, from: string | null): Promise<void> {
  const { userId } = await acceptLink("password_reset", token, from);
  await setPassword(userId, await hashPassword(newPassword));
  const { email } = await getPerson(userId);
  await mailPerson(email, "Your password for Linquid was changed", [
    "The password of your Linquid account was changed with a link that was mailed to you, and all sessions ended.",
    "If that was not you, ask for another link on the sign-in page now, and tell an admin of your workspace.",
  ]);
}
