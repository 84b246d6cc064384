import type { Account } from "@/lib/contracts/account";
import { findPerson, type PersonRow, readPreferenceRows } from "@/lib/db/accounts/people";
import { AppError } from "@/lib/shared/errors";
import { chosenPreferences } from "@/lib/shared/preferences";
import { iso } from "@/lib/shared/time";

import type { AccountContext } from "../context";

/** The account of whoever is signed in. @throws AppError UNAUTHORIZED when it is gone */
export async function getAccount({ userId }: Pick<AccountContext, "userId">): Promise<Account> {
  const [person, stored] = await Promise.all([getPerson(userId), readPreferenceRows(userId)]);
  const { theme = "system", timeZone = "local", shortcuts = true } = chosenPreferences(stored);
  return {
    id: person.id,
    name: person.name,
    email: person.email,
    hasPassword: person.passwordHash !== null,
    twoStep: { on: person.twoStepOn, recoveryCodesLeft: person.recoveryCodesLeft },
    providers: person.providers,
    preferences: { theme, timeZone, shortcuts },
    createdAt: iso(person.createdAt),
  };
}

/** @throws AppError UNAUTHORIZED when the account is gone */
export async function getPerson(userId: string): Promise<PersonRow> {
  const person = await findPerson(userId);
  if (!person) throw new AppError("UNAUTHORIZED", "This account no longer exists.");
  return person;
}
