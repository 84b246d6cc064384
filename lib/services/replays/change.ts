import type { Replay } from "@/lib/contracts/replays";
import { announceReplay } from "@/lib/db/replays/announce";
import type { TenantClient } from "@/lib/db/tenant";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getReplayRow } from "./get";
import { type ReplayRow, toReplay } from "./to-replay";

type State = ReplayRow["state"];
type Data = Parameters<TenantClient["replay"]["updateMany"]>[0]["data"];

interface Change {
  action: "replay.pause" | "replay.resume" | "replay.cancel" | "replay.update";
  /** The states it starts from; in any other it is refused. */
  from: readonly State[];
  /** The state that it leads to and needs no change in. */
  already?: State;
  data: (row: ReplayRow) => Data;
}

/**
 * Changes a replay if it is in a state that allows it, and tells the engines. Asking again for what is so already
 * changes nothing.
 * @throws AppError NOT_FOUND, CONFLICT that names the state
 */
export async function changeReplay(ctx: Context, id: string, change: Change): Promise<Replay> {
  return withTransaction(ctx, async (tx) => {
    const before = await getReplayRow(tx.db, id);
    if (before.state === change.already) return toReplay(before);
    const { count } = change.from.includes(before.state)
      ? await tx.db.replay.updateMany({ where: { id, state: { in: [...change.from] } }, data: change.data(before) })
      : { count: 0 };
    if (count === 0)
      throw new AppError("CONFLICT", `This replay is ${(await getReplayRow(tx.db, id)).state}. Nothing was changed.`);
    const after = await getReplayRow(tx.db, id);
    await tx.audit({
      action: change.action,
      objectType: "replay",
      objectId: id,
      before: auditOf(before),
      after: auditOf(after),
    });
    await announceReplay(tx.sql);
    return toReplay(after);
  });
}

const auditOf = ({ state, ratePerSecond, tryFirst, stopAfterFailures, total, sent, leftOut }: ReplayRow) => ({
  state,
  ratePerSecond,
  tryFirst,
  stopAfterFailures,
  total,
  sent,
  leftOut,
});
