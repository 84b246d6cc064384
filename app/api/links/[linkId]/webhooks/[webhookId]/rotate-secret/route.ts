import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { rotateEndpointSecret } from "@/lib/services/endpoints/rotate-secret";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.rotateSecret,
  ({ ctx, params, body }) => rotateEndpointSecret(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
