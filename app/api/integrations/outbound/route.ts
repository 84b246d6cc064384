import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createEndpoint } from "@/lib/services/endpoints/create";
import { listEndpoints } from "@/lib/services/endpoints/list";

const SCOPE = { surface: "outbound" } as const;

export const GET = implement(contracts.outbound.list, ({ ctx, query }) => listEndpoints(ctx, SCOPE, query));

export const POST = implement(contracts.outbound.create, ({ ctx, body }) => createEndpoint(ctx, SCOPE, body));
