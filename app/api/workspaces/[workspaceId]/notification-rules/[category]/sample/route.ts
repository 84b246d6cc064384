import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { sendSample } from "@/lib/services/notification-rules/sample";

export const POST = implement(contracts.notificationRules.sample, ({ ctx, params }) =>
  sendSample(ctx, params.category),
);
