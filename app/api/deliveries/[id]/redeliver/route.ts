import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertDelivery } from "@/lib/services/deliveries/get";
import { redeliver } from "@/lib/services/deliveries/redeliver";

export const POST = implement(
  contracts.deliveries.redeliver,
  ({ ctx, params, body }) => redeliver(ctx, params, body.endpointId),
  (ctx, params) => assertDelivery(ctx, params),
);
