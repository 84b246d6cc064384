import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { cancelReplay } from "@/lib/services/replays/cancel";
import { assertReplay } from "@/lib/services/replays/get";

export const POST = implement(
  contracts.replays.cancel,
  ({ ctx, params }) => cancelReplay(ctx, params.id),
  (ctx, params) => assertReplay(ctx, params.id),
);
