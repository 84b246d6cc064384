import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deliveryHistogram } from "@/lib/services/deliveries/histogram";

export const GET = implement(contracts.deliveries.histogram, ({ ctx, query }) => deliveryHistogram(ctx, query));
