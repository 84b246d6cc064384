import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { enableEndpoint } from "@/lib/services/endpoints/enable";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "workspace" } as const;

export const POST = implement(
  contracts.workspaceWebhooks.enable,
  ({ ctx, params, body }) => enableEndpoint(ctx, SCOPE, params.id, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
