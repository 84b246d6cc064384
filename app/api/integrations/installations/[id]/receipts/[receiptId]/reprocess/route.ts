import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { reprocessReceipt } from "@/lib/services/receipts/list";

export const POST = implement(contracts.receipts.reprocess, ({ ctx, params }) =>
  reprocessReceipt(ctx, params.id, params.receiptId),
);
