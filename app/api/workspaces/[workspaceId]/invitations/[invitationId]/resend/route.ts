import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { findInvitation } from "@/lib/services/invitations/list";
import { resendInvitation } from "@/lib/services/invitations/send";

export const POST = implement(
  contracts.invitations.resend,
  ({ ctx, params }) => resendInvitation(ctx, params.invitationId),
  (ctx, params) => findInvitation(ctx.db, params.invitationId),
);
