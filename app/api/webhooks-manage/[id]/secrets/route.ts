import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEndpointSecrets } from "@/lib/services/endpoints/list-secrets";

const SCOPE = { surface: "workspace" } as const;

export const GET = implement(contracts.workspaceWebhooks.secrets, ({ ctx, params }) =>
  listEndpointSecrets(ctx, SCOPE, params.id),
);
