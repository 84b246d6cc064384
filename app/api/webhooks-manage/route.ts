import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { listEndpoints } from "@/lib/services/endpoints/list";

const SCOPE = { surface: "workspace" } as const;

export const GET = implement(contracts.workspaceWebhooks.list, ({ ctx, query }) => listEndpoints(ctx, SCOPE, query));

export const POST = implement(contracts.workspaceWebhooks.create, ({ ctx, body }) => createEndpoint(ctx, SCOPE, body));
