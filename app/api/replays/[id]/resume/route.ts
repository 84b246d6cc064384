import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertReplay } from "@/lib/services/replays/get";
import { resumeReplay } from "@/lib/services/replays/resume";

export const POST = implement(
  contracts.replays.resume,
  ({ ctx, params }) => resumeReplay(ctx, params.id),
  (ctx, params) => assertReplay(ctx, params.id),
);
