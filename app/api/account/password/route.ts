import { implement } from "@/lib/api/implement";
import { cookiesOf, startSession } from "@/lib/auth/enter";
import { contracts } from "@/lib/contracts";
import { changePassword } from "@/lib/services/account/change-password";

export const POST = implement(contracts.account.changePassword, async ({ ctx, body, request }) => {
  const result = await changePassword(ctx, body);
  // All sessions ended; this browser goes on under a new id.
  request.setCookies(await cookiesOf(await startSession(ctx.userId, request.headers)));
  return result;
});
