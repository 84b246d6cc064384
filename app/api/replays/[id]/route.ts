import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { assertReplay, getReplay } from "@/lib/services/replays/get";
import { updateReplay } from "@/lib/services/replays/update";

export const GET = implement(contracts.replays.get, ({ ctx, params }) => getReplay(ctx, params.id));

export const PATCH = implement(
  contracts.replays.update,
  ({ ctx, params, body }) => updateReplay(ctx, params.id, body),
  (ctx, params) => assertReplay(ctx, params.id),
);
