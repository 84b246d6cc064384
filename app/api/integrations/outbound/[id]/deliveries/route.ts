import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "outbound" } as const;

export const GET = implement(
  contracts.outbound.deliveries,
  ({ ctx, params, query }) => listDeliveries(ctx, { ...query, endpointId: [params.id] }),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
