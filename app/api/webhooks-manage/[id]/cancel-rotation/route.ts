import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { cancelRotation } from "@/lib/services/endpoints/cancel-rotation";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "workspace" } as const;

export const POST = implement(
  contracts.workspaceWebhooks.cancelRotation,
  ({ ctx, params }) => cancelRotation(ctx, SCOPE, params.id),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
