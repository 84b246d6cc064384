import { announceReplay } from "@/lib/db/replays/announce";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import type { Transaction } from "../transaction";
import { UNFINISHED } from "./create";
import { fingerprintOf, heldSelection, type HeldSelection } from "./selection";

/**
 * Has an engine send, or discard, what is held for an endpoint that this transaction turns on: a million rows are no
 * work for a request, and a crash must not leave half of them behind. What an earlier choice has not done yet is
 * covered by this one.
 */
export async function sendHeld(
  ctx: Context,
  tx: Transaction,
  { ratePerSecond, ...choice }: Omit<HeldSelection, "by"> & { ratePerSecond: number | null },
): Promise<void> {
  const { endpointId } = choice;
  await tx.db.replay.updateMany({
    where: {
      endpointId,
      state: { in: [...UNFINISHED] },
      selection: { path: ["selection", "by"], equals: "held" },
    },
    data: { state: "canceled", stateReason: "replaced", finishedAt: new Date() },
  });
  const held = await tx.db.delivery.findFirst({ where: { endpointId, state: "held" }, select: { id: true } });
  if (!held) return;
  const stored = heldSelection({ by: "held", ...choice });
  await tx.db.replay.create({
    data: {
      id: newId("replay"),
      workspaceId: ctx.workspace.id,
      selection: { ...stored, selection: { ...stored.selection } },
      fingerprint: fingerprintOf(stored, endpointId),
      endpointId,
      state: "preparing",
      ratePerSecond,
      createdBy: ctx.actor.id,
      createdByName: ctx.actor.name,
    },
  });
  await announceReplay(tx.sql);
}
