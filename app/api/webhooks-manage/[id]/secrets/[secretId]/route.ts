import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpointSecret, updateEndpointSecret } from "@/lib/services/endpoints/update-secret";

const SCOPE = { surface: "workspace" } as const;

export const PATCH = implement(
  contracts.workspaceWebhooks.updateSecret,
  ({ ctx, params, body }) => updateEndpointSecret(ctx, SCOPE, params, body),
  (ctx, params) => assertEndpointSecret(ctx, SCOPE, params),
);
