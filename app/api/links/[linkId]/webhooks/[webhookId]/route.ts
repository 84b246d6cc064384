import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteEndpoint } from "@/lib/services/endpoints/delete";
import { assertEndpoint, getEndpoint } from "@/lib/services/endpoints/get";
import { updateEndpoint } from "@/lib/services/endpoints/update";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const GET = implement(contracts.linkWebhooks.get, ({ ctx, params }) =>
  getEndpoint(ctx, linkScope(params), params.webhookId),
);

export const PATCH = implement(
  contracts.linkWebhooks.update,
  ({ ctx, params, body }) => updateEndpoint(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);

export const DELETE = implement(contracts.linkWebhooks.remove, ({ ctx, params }) =>
  deleteEndpoint(ctx, linkScope(params), params.webhookId),
);
