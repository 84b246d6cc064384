import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { postSample } from "@/lib/services/forwards/post";
import { getInstallation } from "@/lib/services/installations/list";

export const POST = implement(
  contracts.installations.sample,
  ({ ctx, params }) => postSample(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
