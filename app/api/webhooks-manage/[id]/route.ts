import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteEndpoint } from "@/lib/services/endpoints/delete";
import { assertEndpoint, getEndpoint } from "@/lib/services/endpoints/get";
import { updateEndpoint } from "@/lib/services/endpoints/update";

const SCOPE = { surface: "workspace" } as const;

export const GET = implement(contracts.workspaceWebhooks.get, ({ ctx, params }) => getEndpoint(ctx, SCOPE, params.id));

export const PATCH = implement(
  contracts.workspaceWebhooks.update,
  ({ ctx, params, body }) => updateEndpoint(ctx, SCOPE, params.id, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);

export const DELETE = implement(contracts.workspaceWebhooks.remove, ({ ctx, params }) =>
  deleteEndpoint(ctx, SCOPE, params.id),
);
