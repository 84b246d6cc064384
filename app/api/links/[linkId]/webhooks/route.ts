import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { listEndpoints } from "@/lib/services/endpoints/list";
import { assertScope } from "@/lib/services/endpoints/scope";
import { linkScope } from "@/lib/shared/endpoint-scope";

export const GET = implement(
  contracts.linkWebhooks.list,
  ({ ctx, params, query }) => listEndpoints(ctx, linkScope(params), query),
  (ctx, params) => assertScope(ctx.db, linkScope(params)),
);

export const POST = implement(
  contracts.linkWebhooks.create,
  ({ ctx, params, body }) => createEndpoint(ctx, linkScope(params), body),
  (ctx, params) => assertScope(ctx.db, linkScope(params)),
);
