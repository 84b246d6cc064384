import type { Replay } from "@/lib/contracts/replays";

import type { Context } from "../context";
import { changeReplay } from "./change";

/** Sends nothing more until it is resumed; what is on its way finishes. @throws AppError NOT_FOUND, CONFLICT */
export const pauseReplay = (ctx: Context, id: string): Promise<Replay> =>
  changeReplay(ctx, id, {
    action: "replay.pause",
    from: ["preparing", "running"],
    already: "paused",
    data: () => ({ state: "paused", stateReason: "person" }),
  });
