import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertDelivery } from "@/lib/services/deliveries/get";
import { redeliver } from "@/lib/services/deliveries/redeliver";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "outbound" } as const;

export const POST = implement(
  contracts.outbound.redeliver,
  ({ ctx, params }) => redeliver(ctx, { id: params.deliveryId, endpointId: params.id }),
  async (ctx, params) => {
    await assertEndpoint(ctx, SCOPE, params.id);
    await assertDelivery(ctx, { id: params.deliveryId, endpointId: params.id });
  },
);
