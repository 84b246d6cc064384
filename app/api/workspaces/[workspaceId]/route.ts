import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteWorkspace } from "@/lib/services/workspaces/remove";
import { getWorkspace } from "@/lib/services/workspaces/show";
import { updateWorkspace } from "@/lib/services/workspaces/update";

export const GET = implement(contracts.workspaces.get, ({ ctx }) => getWorkspace(ctx));

export const PATCH = implement(contracts.workspaces.update, ({ ctx, body }) => updateWorkspace(ctx, body));

export const DELETE = implement(contracts.workspaces.remove, ({ ctx, query }) => deleteWorkspace(ctx, query.slug));
