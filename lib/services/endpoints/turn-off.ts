import { countWaiting } from "@/lib/db/deliveries/count-waiting";
import { BATCH, holdWaiting } from "@/lib/db/deliveries/held";
import { readWorkspace } from "@/lib/db/workspaces";

import { type Context, systemContext } from "../context";
import { tellMembers } from "../notices/tell";
import { type Transaction, withTransaction } from "../transaction";
import { unsubscribeZap } from "../zapier/subscribe";

const WORDS = {
  failing: "It had no success for 5 days.",
  gone: "Its receiver answered 410: it does not want to be called again.",
} as const;

export type TurnOffReason = keyof typeof WORDS;

/**
 * Turns an enabled endpoint off, tells its admins and holds what waits for it. Of any number of calls one does it.
 * `stillDue` is asked inside the transaction, for what may have changed since the caller looked. Answers whether it was
 * this call that turned it off.
 */
export async function turnOff(
  ctx: Context,
  endpointId: string,
  reason: TurnOffReason,
  stillDue?: (tx: Transaction) => Promise<boolean>,
): Promise<boolean> {
  // Counted before: a backlog of a million may take longer than a transaction may last.
  const heldDeliveries = await countWaiting(ctx.workspace.id, endpointId);
  // no audit: markOff writes it.
  // no audit: markOff writes it.
  const done = await withTransaction(ctx, async (tx) => {
    if (stillDue && !(await stillDue(tx))) return false;
    return markOff(ctx, tx, endpointId, reason, heldDeliveries);
  });
  if (done) await holdAll(ctx, endpointId);
  return done;
}

async function markOff(
  ctx: Context,
  tx: Transaction,
  endpointId: string,
  reason: TurnOffReason,
  heldDeliveries: number,
): Promise<boolean> {
  const at = new Date();
  const { count } = await tx.db.endpoint.updateMany({
    where: { id: endpointId, state: "enabled", deletedAt: null },
    data: { state: "disabled", stateCode: reason, stateAt: at, stateBy: null, version: { increment: 1 } },
  });
  const row = count === 1 ? await tx.db.endpoint.findFirst({ where: { id: endpointId } }) : null;
  if (!row) return false;
  await tx.audit({
    action: "endpoint.turn_off",
    objectType: "endpoint",
    objectId: endpointId,
    objectName: row.name,
    before: { state: "enabled" },
    after: { state: "disabled", reason },
  });
  await tellMembers(ctx, tx, {
    category: "endpoint_disabled",
    title: `${row.name} was turned off`,
    text: `${WORDS[reason]} Events for it are held.`,
    endpointId,
  });
  await tx.emit({
    type: "endpoint.disabled",
    source: "system",
    data: {
      endpoint: { id: endpointId, name: row.name, surface: row.surface, host: new URL(row.url).host },
      reason,
      heldDeliveries,
      disabledAt: at.toISOString(),
    },
  });
  return true;
}

/** What a crash leaves waiting here is held by the sweeper. */
async function holdAll(ctx: Context, endpointId: string): Promise<void> {
  for (let moved = BATCH; moved === BATCH;) {
    // no audit: holding what waits is part of the turn-off above.
    moved = await withTransaction(ctx, (tx) =>
      holdWaiting(tx.sql, { workspaceId: ctx.workspace.id, endpointId, reason: "disabled" }),
    );
  }
}

/** The receiver answered 410. A Zap says so when it was switched off: its subscription is over, and nobody is alarmed. */
export async function turnOffGone(workspaceId: string, endpointId: string): Promise<void> {
  const workspace = await readWorkspace(workspaceId);
  if (!workspace) return;
  const ctx = systemContext("deliveries", workspace);
  if (!(await unsubscribeZap(ctx, endpointId))) await turnOff(ctx, endpointId, "gone");
}
