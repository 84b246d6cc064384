import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { diagnoseInstallation } from "@/lib/services/installations/diagnose";

export const POST = implement(contracts.diagnosis.integration, ({ ctx, params }) =>
  diagnoseInstallation(ctx, params.id),
);
