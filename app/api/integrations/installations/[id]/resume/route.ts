import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getInstallation } from "@/lib/services/installations/list";
import { resumeInstallation } from "@/lib/services/installations/pause";

export const POST = implement(
  contracts.installations.resume,
  ({ ctx, params }) => resumeInstallation(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
