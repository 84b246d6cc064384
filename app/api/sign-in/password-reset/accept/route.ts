import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { resetPassword } from "@/lib/services/sign-in/reset-password";

export const POST = implement(contracts.signIn.resetPassword, async ({ body, request }) => {
  await resetPassword(body.token, body.newPassword, request.address);
  return { changed: true as const };
});
