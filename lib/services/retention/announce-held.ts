import { findUnannouncedHeld, type HeldExpiring } from "@/lib/db/retention/expired";
import { lockWorkspace } from "@/lib/db/workspaces";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { tellMembers } from "../notices/tell";
import { type Transaction, withTransaction } from "../transaction";

/** Nothing held ends sooner after its notice than this. */
export const NOTICE_DAYS = 3;
/** With at most one notice a day for each endpoint, looking a day further leaves everything its full time. */
const LOOK_AHEAD_DAYS = NOTICE_DAYS + 1;

/**
 * Tells the admins of held deliveries whose retention ends soon, each of them once. The notice names the newest event
 * that it covers; only what a notice covered is ended later.
 */
export async function announceHeld(ctx: Context, retentionDays: number, now: Date): Promise<void> {
  const soon = new Date(now.getTime() - (retentionDays - LOOK_AHEAD_DAYS) * DAY);
  // no audit: a notice changes nothing.
  await withTransaction(ctx, async (tx) => {
    const unseen = await findUnannouncedHeld(tx.sql, ctx.workspace.id, soon);
    if (unseen.length === 0) return;
    await lockWorkspace(tx.sql, ctx.workspace.id);
    // Again under the lock: another process may have just told them.
    for (const held of await findUnannouncedHeld(tx.sql, ctx.workspace.id, soon)) {
      if (!(await wasToldToday(tx, held.endpointId, now))) await announce(ctx, tx, held, retentionDays, now);
    }
  });
}

async function wasToldToday(tx: Transaction, endpointId: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - DAY);
  const where = { endpointId, category: "held_expiring", createdAt: { gt: since } };
  return (await tx.db.notice.findFirst({ where, select: { id: true } })) !== null;
}

async function announce(
  ctx: Context,
  tx: Transaction,
  { endpointId, count, oldest, newestEventId }: HeldExpiring,
  retentionDays: number,
  now: Date,
): Promise<void> {
  const endsAt = Math.max(oldest.getTime() + retentionDays * DAY, now.getTime() + NOTICE_DAYS * DAY);
  await tellMembers(ctx, tx, {
    category: "held_expiring",
    title: count === 1 ? "1 held delivery ends soon" : `${count} held deliveries end soon`,
    text: `Resume the endpoint to send them. From ${new Date(endsAt).toISOString()} on, what is past its retention is canceled.`,
    endpointId,
    eventId: newestEventId,
    createdAt: now,
  });
}
