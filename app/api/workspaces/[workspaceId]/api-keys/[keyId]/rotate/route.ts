import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { findApiKey } from "@/lib/services/api-keys/find";
import { rotateApiKey } from "@/lib/services/api-keys/rotate";

export const POST = implement(
  contracts.apiKeys.rotate,
  ({ ctx, params, body }) => rotateApiKey(ctx, params.keyId, body),
  (ctx, params) => findApiKey(ctx.db, params.keyId),
);
