import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listInvitations } from "@/lib/services/invitations/list";
import { createInvitation } from "@/lib/services/invitations/send";

export const GET = implement(contracts.invitations.list, ({ ctx, query }) => listInvitations(ctx, query));

export const POST = implement(contracts.invitations.create, ({ ctx, body }) => createInvitation(ctx, body));
