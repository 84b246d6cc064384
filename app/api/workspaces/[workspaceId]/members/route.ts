import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listMembers } from "@/lib/services/members/list";

export const GET = implement(contracts.members.list, ({ ctx, query }) => listMembers(ctx, query));
