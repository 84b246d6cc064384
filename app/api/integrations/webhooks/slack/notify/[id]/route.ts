import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { notifyThrough } from "@/lib/services/forwards/post";
import { getInstallation } from "@/lib/services/installations/list";

/** Posts through an installation; for callers of this workspace alone, unlike the receivers beside it. */
export const POST = implement(
  contracts.installations.notify,
  ({ ctx, params, body }) => notifyThrough(ctx, params.id, body),
  (ctx, params) => getInstallation(ctx, params.id),
);
