import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertRestorable, restoreWorkspace } from "@/lib/services/workspaces/remove";

export const POST = implement(
  contracts.workspaces.restore,
  ({ ctx, params }) => restoreWorkspace(ctx, params.workspaceId),
  (ctx, params) => assertRestorable(ctx, params.workspaceId),
);
