import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/services/endpoints/scope";
import { updateEndpointSecret } from "@/lib/services/endpoints/update-secret";

export const PATCH = implement(
  contracts.linkWebhooks.updateSecret,
  ({ ctx, params, body }) =>
    updateEndpointSecret(ctx, linkScope(params), { id: params.webhookId, secretId: params.secretId }, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
