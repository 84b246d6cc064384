import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { findReceipt } from "@/lib/services/receipts/list";
import { previewReceipt } from "@/lib/services/receipts/preview";

export const POST = implement(
  contracts.receipts.preview,
  ({ ctx, params, body }) => previewReceipt(ctx, params.id, params.receiptId, body.settings),
  (ctx, params) => findReceipt(ctx, params.id, params.receiptId),
);
