import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { checkInstallation } from "@/lib/services/installations/check";

export const POST = implement(contracts.installations.test, ({ ctx, params }) => checkInstallation(ctx, params.id));
