import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { findApiKey, getApiKey } from "@/lib/services/api-keys/find";
import { revokeApiKey } from "@/lib/services/api-keys/revoke";
import { updateApiKey } from "@/lib/services/api-keys/update";

export const GET = implement(contracts.apiKeys.get, ({ ctx, params }) => getApiKey(ctx, params.keyId));

export const PUT = implement(
  contracts.apiKeys.update,
  ({ ctx, params, body }) => updateApiKey(ctx, params.keyId, body),
  (ctx, params) => findApiKey(ctx.db, params.keyId),
);

export const DELETE = implement(contracts.apiKeys.revoke, ({ ctx, params }) => revokeApiKey(ctx, params.keyId));
