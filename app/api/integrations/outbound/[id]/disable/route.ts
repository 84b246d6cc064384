import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { disableEndpoint } from "@/lib/services/endpoints/disable";
import { assertEndpoint } from "@/lib/services/endpoints/get";

const SCOPE = { surface: "outbound" } as const;

export const POST = implement(
  contracts.outbound.disable,
  ({ ctx, params }) => disableEndpoint(ctx, SCOPE, params.id),
  (ctx, params) => assertEndpoint(ctx, SCOPE, params.id),
);
