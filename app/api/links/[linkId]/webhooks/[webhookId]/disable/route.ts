import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.disable,
  ({ ctx, params }) => disableEndpoint(ctx, linkScope(params), params.webhookId),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
