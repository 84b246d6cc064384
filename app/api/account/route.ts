import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getAccount } from "@/lib/services/account/get";
import { updateAccount } from "@/lib/services/account/update";

export const GET = implement(contracts.account.get, ({ ctx }) => getAccount(ctx));

export const PATCH = implement(contracts.account.update, ({ ctx, body }) => updateAccount(ctx, body));
