import { verifyPassword } from "@/lib/auth/passwords";
import { orRefuse, takeConfirmationTry } from "@/lib/auth/throttle";
import type { PersonRow } from "@/lib/db/accounts/people";
import { invalid } from "@/lib/shared/errors";

/**
 * Asks for the password again before something that a borrowed session must not do. Who has none signs in with a
 * provider or a link alone, and is not asked.
 * @throws AppError VALIDATION_ERROR that names `currentPassword`, RATE_LIMITED
 */
export async function confirmPassword(person: PersonRow, given: string | undefined): Promise<void> {
  if (person.passwordHash === null) return;
  if (given === undefined) throw invalid("currentPassword", "Enter your password.");
  const attempt = await orRefuse(takeConfirmationTry(person.id));
  if (!(await verifyPassword(given, person.passwordHash)))
    throw invalid("currentPassword", "This is not your password.");
  await attempt.succeeded();
}
