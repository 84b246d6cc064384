import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { cancel } from "@/lib/services/deliveries/cancel";
import { assertDelivery } from "@/lib/services/deliveries/get";

export const POST = implement(
  contracts.deliveries.cancel,
  ({ ctx, params }) => cancel(ctx, params),
  (ctx, params) => assertDelivery(ctx, params),
);
