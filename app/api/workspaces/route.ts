import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createWorkspace } from "@/lib/services/workspaces/create";
import { listWorkspaces } from "@/lib/services/workspaces/show";

export const GET = implement(contracts.workspaces.list, ({ ctx }) => listWorkspaces(ctx));

export const POST = implement(contracts.workspaces.create, ({ ctx, body }) => createWorkspace(ctx, body));
