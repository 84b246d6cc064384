import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getDelivery } from "@/lib/services/deliveries/get";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const GET = implement(
  contracts.linkWebhooks.delivery,
  ({ ctx, params }) => getDelivery(ctx, { id: params.deliveryId, endpointId: params.webhookId }),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
