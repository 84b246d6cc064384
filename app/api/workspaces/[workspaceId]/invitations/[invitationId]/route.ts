import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { revokeInvitation } from "@/lib/services/invitations/send";

export const DELETE = implement(contracts.invitations.revoke, ({ ctx, params }) =>
  revokeInvitation(ctx, params.invitationId),
);
