import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listForwards } from "@/lib/services/forwards/list";

export const GET = implement(contracts.forwards.list, ({ ctx, params, query }) => listForwards(ctx, params.id, query));
