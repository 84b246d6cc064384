import { implement } from "@/lib/api/implement";
import { removeSessionCookie } from "@/lib/auth/session-cookie";
import { contracts } from "@/lib/contracts";
import { endSessions, listSessions } from "@/lib/services/account/sessions";

export const GET = implement(contracts.account.sessions, ({ ctx }) => listSessions(ctx));

export const DELETE = implement(contracts.account.endSessions, async ({ ctx, query, request }) => {
  const result = await endSessions(ctx, query.which);
  if (query.which === "all") request.setCookies([removeSessionCookie()]);
  return result;
});
