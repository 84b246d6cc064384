import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { enableEndpoint } from "@/lib/services/endpoints/enable";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.enable,
  ({ ctx, params, body }) => enableEndpoint(ctx, linkScope(params), params.webhookId, body),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
