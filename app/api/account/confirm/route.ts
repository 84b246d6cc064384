import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { confirmIdentity } from "@/lib/services/account/confirm-identity";

export const POST = implement(contracts.account.confirm, ({ ctx, body }) => confirmIdentity(ctx, body));
