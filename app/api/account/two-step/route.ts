import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { endTwoStep, startTwoStep } from "@/lib/services/account/two-step";

export const POST = implement(contracts.account.startTwoStep, ({ ctx, body }) =>
  startTwoStep(ctx, body.currentPassword),
);

export const DELETE = implement(contracts.account.endTwoStep, ({ ctx, body }) => endTwoStep(ctx, body.code));
