import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { endSession } from "@/lib/services/account/sessions";

export const DELETE = implement(contracts.account.endSession, ({ ctx, params }) => endSession(ctx, params.sessionId));
