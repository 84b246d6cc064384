import { findUnannouncedForwards, forwardsNotice } from "@/lib/db/retention/forwards";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { adapterOf } from "../installations/find";
import { tellMembers } from "../notices/tell";
import { withTransaction } from "../transaction";
import { NOTICE_DAYS } from "./announce-held";

/** With at most one notice a day for each integration, looking a day further leaves everything its full time. */
const LOOK_AHEAD_DAYS = NOTICE_DAYS + 1;

/** Tells the members of events that still wait for a provider and whose retention ends soon, each of them once. */
export async function announceForwards(ctx: Context, retentionDays: number, now: Date): Promise<void> {
  const soon = new Date(now.getTime() - (retentionDays - LOOK_AHEAD_DAYS) * DAY);
  // no audit: a notice changes nothing
  await withTransaction(ctx, async (tx) => {
    for (const waiting of await findUnannouncedForwards(tx.sql, ctx.workspace.id, soon)) {
      const { installationId, provider, count, oldest, newestEventId } = waiting;
      const dedupeKey = { startsWith: forwardsNotice(installationId) };
      const today = { dedupeKey, createdAt: { gt: new Date(now.getTime() - DAY) } };
      if (await tx.db.notice.findFirst({ where: today, select: { id: true } })) continue;
      const { name } = adapterOf(provider).manifest;
      const endsAt = Math.max(oldest.getTime() + retentionDays * DAY, now.getTime() + NOTICE_DAYS * DAY);
      await tellMembers(ctx, tx, {
        category: "held_expiring",
        title: count === 1 ? `1 event still waits for ${name}` : `${count} events still wait for ${name}`,
        text: `Repair or resume the integration to send them. From ${new Date(endsAt).toISOString()} on, what is past its retention is canceled.`,
        eventId: newestEventId,
        dedupeKey: `${forwardsNotice(installationId)}${newestEventId}`,
        createdAt: now,
      });
    }
  });
}
