import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listRules } from "@/lib/services/notification-rules/rules";

export const GET = implement(contracts.notificationRules.list, ({ ctx }) => listRules(ctx));
