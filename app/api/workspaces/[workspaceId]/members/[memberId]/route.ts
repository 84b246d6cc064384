import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getMember } from "@/lib/services/members/list";
import { removeMember } from "@/lib/services/members/remove";
import { findMember } from "@/lib/services/members/rules";
import { updateMember } from "@/lib/services/members/update";

export const GET = implement(contracts.members.get, ({ ctx, params }) => getMember(ctx, params.memberId));

export const PATCH = implement(
  contracts.members.update,
  ({ ctx, params, body }) => updateMember(ctx, params.memberId, body),
  (ctx, params) => findMember(ctx.db, params.memberId),
);

export const DELETE = implement(
  contracts.members.remove,
  ({ ctx, params, query }) => removeMember(ctx, params.memberId, query),
  (ctx, params) => findMember(ctx.db, params.memberId),
);
