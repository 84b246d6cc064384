import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertReplay } from "@/lib/services/replays/get";
import { pauseReplay } from "@/lib/services/replays/pause";

export const POST = implement(
  contracts.replays.pause,
  ({ ctx, params }) => pauseReplay(ctx, params.id),
  (ctx, params) => assertReplay(ctx, params.id),
);
