import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getForward } from "@/lib/services/forwards/list";

export const GET = implement(contracts.forwards.get, ({ ctx, params }) => getForward(ctx, params.id, params.forwardId));
