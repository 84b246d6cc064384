import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { revealEndpointSecret } from "@/lib/services/endpoints/reveal-secret";

const SCOPE = { surface: "workspace" } as const;

export const POST = implement(
  contracts.workspaceWebhooks.revealSecret,
  ({ ctx, params, body }) => revealEndpointSecret(ctx, SCOPE, params.id, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
