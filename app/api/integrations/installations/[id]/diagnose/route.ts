import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { diagnoseInstallation } from "@/lib/services/installations/diagnose";
import { getInstallation } from "@/lib/services/installations/list";

export const POST = implement(
  contracts.diagnosis.integration,
  ({ ctx, params }) => diagnoseInstallation(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
