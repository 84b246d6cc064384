import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listDeliveries } from "@/lib/services/deliveries/list";

export const GET = implement(contracts.deliveries.list, ({ ctx, query }) => listDeliveries(ctx, query));
