import type { Setup, UpdateSetup } from "@/lib/contracts/setup";
import { iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import { getSetup, readSaid, type SaidOfSetup } from "./get";

/** Keeps what a person says of the rollout, with their name. */
export async function updateSetup(ctx: Context, { markDone, markOpen, hidden }: UpdateSetup): Promise<Setup> {
  await withTransaction(ctx, async (tx) => {
    const { id, name } = ctx.workspace;
    const before = await readSaid({ db: tx.db, workspace: ctx.workspace });
    const marked: SaidOfSetup["marked"] = { ...before.marked };
    if (markDone) marked[markDone] = { name: ctx.actor.name, at: iso(new Date()) };
    if (markOpen) delete marked[markOpen];
    const after: SaidOfSetup = { hidden: hidden ?? before.hidden, marked };
    await tx.db.workspace.update({ where: { id }, data: { setup: after } });
    await tx.audit({
      action: "setup.update",
      objectType: "workspace",
      objectId: id,
      objectName: name,
      before: { hidden: before.hidden, done: Object.keys(before.marked) },
      after: { hidden: after.hidden, done: Object.keys(after.marked) },
    });
  });
  return getSetup(ctx);
}
