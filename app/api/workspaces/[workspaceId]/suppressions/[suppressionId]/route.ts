import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { endSuppression } from "@/lib/services/emails/list";

export const DELETE = implement(contracts.emails.endSuppression, ({ ctx, params }) =>
  endSuppression(ctx, params.suppressionId),
);
