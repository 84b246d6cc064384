import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { beginConnect } from "@/lib/services/installations/begin-connect";
import { getProvider } from "@/lib/services/providers/catalogue";

export const POST = implement(
  contracts.installations.connect,
  ({ ctx, params, body, request }) => beginConnect(ctx, params.provider, request.sessionId ?? "", body),
  async (ctx, params) => getProvider(ctx, params.provider),
);
