import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertDelivery } from "@/lib/services/deliveries/get";
import { redeliver } from "@/lib/services/deliveries/redeliver";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.redeliver,
  ({ ctx, params }) => redeliver(ctx, { id: params.deliveryId, endpointId: params.webhookId }),
  async (ctx, params) => {
    await assertEndpoint(ctx, linkScope(params), params.webhookId);
    await assertDelivery(ctx, { id: params.deliveryId, endpointId: params.webhookId });
  },
);
