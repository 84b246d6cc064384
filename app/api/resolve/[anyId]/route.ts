import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { resolveId } from "@/lib/services/resolve/resolve";

export const GET = implement(contracts.overview.resolve, ({ ctx, params }) => resolveId(ctx, params.anyId));
