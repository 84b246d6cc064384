import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { beginReconnect } from "@/lib/services/installations/begin-connect";
import { getInstallation } from "@/lib/services/installations/list";

export const POST = implement(
  contracts.installations.reconnect,
  ({ ctx, params, body, request }) => beginReconnect(ctx, params.id, request.sessionId ?? "", body),
  (ctx, params) => getInstallation(ctx, params.id),
);
