import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getInstallation } from "@/lib/services/installations/list";
import { pauseInstallation } from "@/lib/services/installations/pause";

export const POST = implement(
  contracts.installations.pause,
  ({ ctx, params }) => pauseInstallation(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
