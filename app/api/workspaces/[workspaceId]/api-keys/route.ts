import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createApiKey } from "@/lib/services/api-keys/create";
import { listApiKeys } from "@/lib/services/api-keys/list";

export const GET = implement(contracts.apiKeys.list, ({ ctx, query }) => listApiKeys(ctx, query));

export const POST = implement(contracts.apiKeys.create, ({ ctx, body }) => createApiKey(ctx, body));
