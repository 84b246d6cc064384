import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { updateEndpointSecret } from "@/lib/services/endpoints/update-secret";

const SCOPE = { surface: "outbound" } as const;

export const PATCH = implement(
  contracts.outbound.updateSecret,
  ({ ctx, params, body }) => updateEndpointSecret(ctx, SCOPE, params, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
