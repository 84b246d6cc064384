import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { renewRecoveryCodes } from "@/lib/services/account/two-step";

export const POST = implement(contracts.account.renewRecoveryCodes, ({ ctx, body }) =>
  renewRecoveryCodes(ctx, body.code),
);
