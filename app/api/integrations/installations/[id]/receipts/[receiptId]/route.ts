import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getReceipt } from "@/lib/services/receipts/list";

export const GET = implement(contracts.receipts.get, ({ ctx, params }) => getReceipt(ctx, params.id, params.receiptId));
