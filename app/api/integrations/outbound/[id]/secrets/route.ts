import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEndpointSecrets } from "@/lib/services/endpoints/list-secrets";

const SCOPE = { surface: "outbound" } as const;

export const GET = implement(contracts.outbound.secrets, ({ ctx, params }) =>
  listEndpointSecrets(ctx, SCOPE, params.id),
);
