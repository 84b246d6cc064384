import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { transferWorkspace } from "@/lib/services/workspaces/transfer";

export const POST = implement(contracts.workspaces.transfer, ({ ctx, body }) => transferWorkspace(ctx, body.memberId));
