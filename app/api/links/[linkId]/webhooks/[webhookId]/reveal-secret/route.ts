import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { revealEndpointSecret } from "@/lib/services/endpoints/reveal-secret";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.revealSecret,
  ({ ctx, params, body }) => revealEndpointSecret(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
