import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { testEndpoint } from "@/lib/services/endpoints/test";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.test,
  ({ ctx, params, body }) => testEndpoint(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
