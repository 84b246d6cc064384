import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { listReceipts } from "@/lib/services/receipts/list";

export const GET = implement(contracts.receipts.list, ({ ctx, params, query }) => listReceipts(ctx, params.id, query));
