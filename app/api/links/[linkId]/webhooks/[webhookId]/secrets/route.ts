import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listEndpointSecrets } from "@/lib/services/endpoints/list-secrets";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const GET = implement(contracts.linkWebhooks.secrets, ({ ctx, params }) =>
  listEndpointSecrets(ctx, linkScope(params), params.webhookId),
);
