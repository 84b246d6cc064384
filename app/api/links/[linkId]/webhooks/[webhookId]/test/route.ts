import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/services/endpoints/scope";
import { testEndpoint } from "@/lib/services/endpoints/test";

export const POST = implement(
  contracts.linkWebhooks.test,
  ({ ctx, params, body }) => testEndpoint(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
