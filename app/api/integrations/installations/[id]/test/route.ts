import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { checkInstallation } from "@/lib/services/installations/check";
import { getInstallation } from "@/lib/services/installations/list";

export const POST = implement(
  contracts.installations.test,
  ({ ctx, params }) => checkInstallation(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
