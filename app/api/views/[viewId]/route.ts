import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { deleteView } from "@/lib/services/views/views";

export const DELETE = implement(contracts.views.remove, ({ ctx, params }) => deleteView(ctx, params.viewId));
