import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listRefusals } from "@/lib/services/receipts/refusals";

export const GET = implement(contracts.receipts.refusals, ({ ctx, params }) => listRefusals(ctx, params.id));
