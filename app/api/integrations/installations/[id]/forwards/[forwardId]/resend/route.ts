import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getForward, resendForward } from "@/lib/services/forwards/list";

export const POST = implement(
  contracts.forwards.resend,
  ({ ctx, params }) => resendForward(ctx, params.id, params.forwardId),
  (ctx, params) => getForward(ctx, params.id, params.forwardId),
);
