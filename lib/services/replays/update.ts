import type { Replay, UpdateReplay } from "@/lib/contracts/replays";

import type { Context } from "../context";
import { changeReplay } from "./change";

/** Changes speed and safety of an unfinished replay; it follows within a second. @throws AppError NOT_FOUND, CONFLICT */
export const updateReplay = (ctx: Context, id: string, patch: UpdateReplay): Promise<Replay> =>
  changeReplay(ctx, id, {
    action: "replay.update",
    from: ["preparing", "running", "paused"],
    data: () => ({
      ...(patch.ratePerSecond === undefined ? {} : { ratePerSecond: patch.ratePerSecond }),
      ...(patch.tryFirst === undefined ? {} : { tryFirst: patch.tryFirst }),
      ...(patch.stopAfterFailures === undefined ? {} : { stopAfterFailures: patch.stopAfterFailures }),
    }),
  });
