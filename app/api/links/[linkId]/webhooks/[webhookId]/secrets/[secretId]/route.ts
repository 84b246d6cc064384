import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpointSecret, updateEndpointSecret } from "@/lib/services/endpoints/update-secret";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const PATCH = implement(
  contracts.linkWebhooks.updateSecret,
  ({ ctx, params, body }) =>
    updateEndpointSecret(ctx, linkScope(params), { id: params.webhookId, secretId: params.secretId }, body),
  (ctx, params) => assertEndpointSecret(ctx, linkScope(params), { id: params.webhookId, secretId: params.secretId }),
);
