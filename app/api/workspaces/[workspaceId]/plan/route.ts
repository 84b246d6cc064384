import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { updatePlan } from "@/lib/services/workspaces/update";

export const PUT = implement(contracts.workspaces.updatePlan, ({ ctx, body }) => updatePlan(ctx, body.plan));
