import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getDelivery } from "@/lib/services/deliveries/get";

export const GET = implement(contracts.deliveries.get, ({ ctx, params }) => getDelivery(ctx, params));
