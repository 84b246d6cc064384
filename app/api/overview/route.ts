import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getOverview } from "@/lib/services/overview/get";

export const GET = implement(contracts.overview.get, ({ ctx, query }) => getOverview(ctx, query));
