import { findAccountByEmail } from "@/lib/db/edge/sessions";
import { EMAIL_MAX, normaliseEmail } from "@/lib/shared/email";
import { AppError } from "@/lib/shared/errors";

import { clientAddress } from "./address";
import { enter, type Entered } from "./enter";
import { verifyPassword } from "./passwords";
import { takeSignInTry } from "./throttle";

/** What came of a try to sign in. */
export interface Outcome {
  entered: Entered | null;
  /** Seconds until the next try is looked at. */
  retryAfterS: number | null;
}

const REFUSED: Outcome = { entered: null, retryAfterS: null };

/** Signs in by e-mail and password, as often as failures allow (A4). Whether there is such an account shows nowhere. */
export async function signInWithPassword(
  credentials: Readonly<Record<string, unknown>> | undefined,
  headers: Headers,
): Promise<Outcome> {
  const email = normaliseEmail(textIn(credentials, "email"));
  const password = textIn(credentials, "password");
  // Counted by the address that is signed in with, not by what another reader of the body might make of it.
  const attempt = await takeSignInTry(email, clientAddress(headers));
  if (attempt.retryAfterS !== null) return { entered: null, retryAfterS: attempt.retryAfterS };
  if (email.length > EMAIL_MAX || email.includes("\u0000")) return REFUSED;
  const account = await findAccountByEmail(email);
  // The same work for an unknown address, and the same answer.
  if (!(await verifyPassword(password, account?.passwordHash ?? null)) || !account?.passwordHash) return REFUSED;
  try {
    const entered = await enter(account.userId, headers, account.passwordHash);
    await attempt.succeeded();
    return { entered, retryAfterS: null };
  } catch (error) {
    // The password was replaced while it was checked.
    if (error instanceof AppError) return REFUSED;
    throw error;
  }
}

const textIn = (credentials: Readonly<Record<string, unknown>> | undefined, name: string): string => {
  const value = credentials?.[name];
  return typeof value === "string" ? value : "";
};
