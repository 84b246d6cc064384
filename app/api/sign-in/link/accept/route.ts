import { implement } from "@/lib/api/implement";
import { cookiesOf, enter } from "@/lib/auth/enter";
import { contracts } from "@/lib/contracts";
import { acceptLink } from "@/lib/services/sign-in/accept-link";

export const POST = implement(contracts.signIn.acceptLink, async ({ body, request }) => {
  const { userId } = await acceptLink("sign_in", body.token, request.address);
  const entered = await enter(userId, request.headers);
  request.setCookies(await cookiesOf(entered));
  return { next: entered.next };
});
