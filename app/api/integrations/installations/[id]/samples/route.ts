import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { getInstallation } from "@/lib/services/installations/list";
import { listSamples } from "@/lib/services/receipts/test";

export const GET = implement(
  contracts.receipts.samples,
  ({ ctx, params }) => listSamples(ctx, params.id),
  (ctx, params) => getInstallation(ctx, params.id),
);
