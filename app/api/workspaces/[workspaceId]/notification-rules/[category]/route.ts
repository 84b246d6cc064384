import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { resetRule, setRule } from "@/lib/services/notification-rules/rules";

export const PUT = implement(contracts.notificationRules.set, ({ ctx, params, body }) =>
  setRule(ctx, params.category, body),
);

export const DELETE = implement(contracts.notificationRules.reset, ({ ctx, params }) =>
  resetRule(ctx, params.category),
);
