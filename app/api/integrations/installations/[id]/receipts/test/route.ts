import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getInstallation } from "@/lib/services/installations/list";
import { testReceipt } from "@/lib/services/receipts/test";

export const POST = implement(
  contracts.receipts.test,
  ({ ctx, params, body }) => testReceipt(ctx, params.id, body),
  (ctx, params) => getInstallation(ctx, params.id),
);
