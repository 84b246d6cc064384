import { issueToken, TOKEN_LIFE_MS } from "@/lib/auth/one-time-tokens";
import { orRefuse, takeLinkMail, takeLinkRequest } from "@/lib/auth/throttle";
import { findAccountByEmail } from "@/lib/db/edge/sessions";
import { env } from "@/lib/env";
import { AppError } from "@/lib/shared/errors";
import { MINUTE } from "@/lib/shared/time";

import { isMailSetUp, mailPerson } from "../account/mail";

type Purpose = "sign_in" | "password_reset";

const MAILS = {
  sign_in: {
    path: "/sign-in/link",
    subject: "Sign in to Linquid",
    does: "This link signs you in to Linquid.",
  },
  password_reset: {
    path: "/sign-in/new-password",
    subject: "Set a new password for Linquid",
    does: "This link lets you set a new password for Linquid. Your sessions end when you do.",
  },
} as const;

/**
 * Mails a link to an address that has an account. The answer is the same for every address, also when too many were sent
 * to it.
 * @throws AppError NOT_FOUND on a server without mail, RATE_LIMITED for the address that asks
 */
export async function requestLink(purpose: Purpose, email: string, from: string | null): Promise<{ email: string }> {
  if (!isMailSetUp()) throw new AppError("NOT_FOUND", "Mail is not set up on this server.");
  await orRefuse(takeLinkRequest(from));
  const mailbox = await takeLinkMail(email);
  const account = await findAccountByEmail(email);
  if (account && mailbox.retryAfterS === null) {
    const { path, subject, does } = MAILS[purpose];
    const token = await issueToken(account.userId, purpose);
    const minutes = TOKEN_LIFE_MS[purpose] / MINUTE;
    await mailPerson(
      email,
      subject,
      [`${does} It works once, within ${minutes} minutes.`, "If you did not ask for it, delete this message."],
      `${env.appUrl}${path}?token=${token}`,
    );
  }
  return { email };
}
