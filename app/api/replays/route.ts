import { implement } from "@/lib/api/implement";
import { contracts } from "@/lib/contracts";
import { createReplay } from "@/lib/services/replays/create";
import { listReplays } from "@/lib/services/replays/list";

export const GET = implement(contracts.replays.list, ({ ctx, query }) => listReplays(ctx, query));
export const POST = implement(contracts.replays.create, ({ ctx, body }) => createReplay(ctx, body));
