import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getReceipt, reprocessReceipt } from "@/lib/services/receipts/list";

export const POST = implement(
  contracts.receipts.reprocess,
  ({ ctx, params }) => reprocessReceipt(ctx, params.id, params.receiptId),
  (ctx, params) => getReceipt(ctx, params.id, params.receiptId),
);
