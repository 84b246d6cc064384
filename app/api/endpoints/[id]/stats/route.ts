import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getAnyEndpointRow } from "@/lib/services/endpoints/find-any";
import { getEndpointStats } from "@/lib/services/endpoints/stats";

export const GET = implement(
  contracts.endpointInsights.stats,
  ({ ctx, params, query }) => getEndpointStats(ctx, params.id, query),
  (ctx, params) => getAnyEndpointRow(ctx, params.id),
);
