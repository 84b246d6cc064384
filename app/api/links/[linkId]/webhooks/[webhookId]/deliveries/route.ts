import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const GET = implement(
  contracts.linkWebhooks.deliveries,
  ({ ctx, params, query }) => listDeliveries(ctx, { ...query, endpointId: [params.webhookId] }),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
