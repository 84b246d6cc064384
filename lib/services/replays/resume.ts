import type { Replay } from "@/lib/contracts/replays";

import type { Context } from "../context";
import { changeReplay } from "./change";

/** Goes on where it stopped, whoever or whatever paused it. @throws AppError NOT_FOUND, CONFLICT */
export const resumeReplay = (ctx: Context, id: string): Promise<Replay> =>
  changeReplay(ctx, id, {
    action: "replay.resume",
    from: ["paused"],
    data: (row) => ({
      state: row.preparedAt === null ? "preparing" : "running",
      stateReason: null,
      stepAt: new Date(),
      failuresInRow: 0,
      measuredAt: null,
      perSecond: null,
    }),
  });
