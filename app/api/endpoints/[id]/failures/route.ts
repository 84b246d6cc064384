import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEndpointFailures } from "@/lib/services/endpoints/failures";
import { getAnyEndpointRow } from "@/lib/services/endpoints/find-any";

export const GET = implement(
  contracts.endpointInsights.failures,
  ({ ctx, params, query }) => getEndpointFailures(ctx, params.id, query),
  (ctx, params) => getAnyEndpointRow(ctx, params.id),
);
