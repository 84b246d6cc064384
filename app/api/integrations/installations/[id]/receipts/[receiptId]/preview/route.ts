import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { previewReceipt } from "@/lib/services/receipts/preview";

export const POST = implement(contracts.receipts.preview, ({ ctx, params, body }) =>
  previewReceipt(ctx, params.id, params.receiptId, body.settings),
);
