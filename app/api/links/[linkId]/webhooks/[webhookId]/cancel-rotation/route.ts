import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { cancelRotation } from "@/lib/services/endpoints/cancel-rotation";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const POST = implement(
  contracts.linkWebhooks.cancelRotation,
  ({ ctx, params }) => cancelRotation(ctx, linkScope(params), params.webhookId),
  (ctx, params) => assertEndpoint(ctx, linkScope(params), params.webhookId),
);
