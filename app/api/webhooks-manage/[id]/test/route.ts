import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { testEndpoint } from "@/lib/services/endpoints/test";

const SCOPE = { surface: "workspace" } as const;

export const POST = implement(
  contracts.workspaceWebhooks.test,
  ({ ctx, params, body }) => testEndpoint(ctx, SCOPE, params.id, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
