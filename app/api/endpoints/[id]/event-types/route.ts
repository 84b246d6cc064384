import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEndpointEventTypes } from "@/lib/services/endpoints/event-type-figures";
import { getAnyEndpointRow } from "@/lib/services/endpoints/find-any";

export const GET = implement(
  contracts.endpointInsights.eventTypes,
  ({ ctx, params, query }) => getEndpointEventTypes(ctx, params.id, query),
  (ctx, params) => getAnyEndpointRow(ctx, params.id),
);
