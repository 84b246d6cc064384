import { spendToken } from "@/lib/auth/one-time-tokens";
import { orRefuse, takeLinkTry } from "@/lib/auth/throttle";
import { markAddressVerified } from "@/lib/db/accounts/mail";
import { AppError } from "@/lib/shared/errors";

/**
 * Whose link this is. It is spent with this, and shows that the address is theirs.
 * @throws AppError UNAUTHORIZED for one that is unknown, used, replaced or too old, all alike; RATE_LIMITED
 */
export async function acceptLink(
  purpose: "sign_in" | "password_reset",
  token: string,
  from: string | null,
): Promise<{ userId: string }> {
  const attempt = await orRefuse(takeLinkTry(from));
  const userId = await spendToken(purpose, token);
  if (userId === null)
    throw new AppError("UNAUTHORIZED", "This link was used before or is too old. Ask for a new one.");
  await markAddressVerified(userId);
  await attempt.succeeded();
  return { userId };
}
