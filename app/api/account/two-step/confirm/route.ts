import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { confirmTwoStep } from "@/lib/services/account/two-step";

export const POST = implement(contracts.account.confirmTwoStep, ({ ctx, body }) => confirmTwoStep(ctx, body.code));
