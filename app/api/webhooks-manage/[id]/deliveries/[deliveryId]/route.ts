import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getDelivery } from "@/lib/services/deliveries/get";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "workspace" } as const;

export const GET = implement(
  contracts.workspaceWebhooks.delivery,
  ({ ctx, params }) => getDelivery(ctx, { id: params.deliveryId, endpointId: params.id }),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
