import type { Account, UpdateAccount } from "@/lib/contracts/account";
import { renamePerson, writePreferenceRow } from "@/lib/db/accounts/people";

import type { AccountContext } from "../context";
import { getAccount } from "./get";

/** Changes what was named; the rest stays. */
export async function updateAccount(ctx: AccountContext, patch: UpdateAccount): Promise<Account> {
  if (patch.name !== undefined) await renamePerson(ctx.userId, patch.name);
  for (const [key, value] of Object.entries(patch.preferences ?? {})) {
    if (value !== undefined) await writePreferenceRow(ctx.userId, key, value);
  }
  return getAccount(ctx);
}
