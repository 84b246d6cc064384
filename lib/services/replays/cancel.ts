import type { Replay } from "@/lib/contracts/replays";

import type { Context } from "../context";
import { changeReplay } from "./change";

/**
 * Ends it for good: what waits keeps the state it has, what is on its way finishes and is still counted.
 * @throws AppError NOT_FOUND, CONFLICT
 */
export const cancelReplay = (ctx: Context, id: string): Promise<Replay> =>
  changeReplay(ctx, id, {
    action: "replay.cancel",
    from: ["preparing", "running", "paused"],
    already: "canceled",
    data: () => ({ state: "canceled", stateReason: "person", finishedAt: new Date() }),
  });
