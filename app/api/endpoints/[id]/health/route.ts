import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getEndpointHealth } from "@/lib/services/endpoints/health";

export const GET = implement(contracts.endpointInsights.health, ({ ctx, params }) => getEndpointHealth(ctx, params.id));
