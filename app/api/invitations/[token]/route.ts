import { implement } from "@/lib/api/implement";
import { currentSession } from "@/lib/auth/session";
import { contracts } from "@/lib/contracts";
import { openInvitation } from "@/lib/services/invitations/accept";

export const GET = implement(contracts.invitations.get, async ({ params, request }) => {
  const session = await currentSession(request.headers);
  return openInvitation(params.token, {
    userId: session?.userId ?? null,
    requestId: request.id,
    address: request.address,
  });
});
