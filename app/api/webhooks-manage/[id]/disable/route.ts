import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "workspace" } as const;

export const POST = implement(
  contracts.workspaceWebhooks.disable,
  ({ ctx, params }) => disableEndpoint(ctx, SCOPE, params.id),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
