import { implement } from "@/lib/api/implement";
import { assertSameOrigin } from "@/lib/api/same-origin";
import { cookiesOf, startSession } from "@/lib/auth/enter";
import { currentSession } from "@/lib/auth/session";
import { contracts } from "@/lib/contracts";
import { acceptInvitation, assertOpenInvitation } from "@/lib/services/invitations/accept";

export const POST = implement(
  contracts.invitations.accept,
  async ({ params, body, request }) => {
    const session = await currentSession(request.headers);
    // The operation is anybody's, so nobody has asked this yet: a foreign page must not make a member join.
    if (session) assertSameOrigin("POST", request.headers);
    const { workspaceSlug, newUserId } = await acceptInvitation(params.token, body, {
      userId: session?.userId ?? null,
      requestId: request.id,
      address: request.address,
    });
    if (newUserId !== null) request.setCookies(await cookiesOf(await startSession(newUserId, request.headers)));
    return { workspaceSlug };
  },
  (_, params, from) => assertOpenInvitation(params.token, from),
);
