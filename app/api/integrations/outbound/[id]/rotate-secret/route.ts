import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertEndpoint } from "@/lib/services/endpoints/get";
import { rotateEndpointSecret } from "@/lib/services/endpoints/rotate-secret";

const SCOPE = { surface: "outbound" } as const;

export const POST = implement(
  contracts.outbound.rotateSecret,
  ({ ctx, params, body }) => rotateEndpointSecret(ctx, SCOPE, params.id, body),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
