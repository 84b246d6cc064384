import { PLAN_TERMS } from "@/lib/auth/plans";
import {
  BATCH,
  deleteDeliveries,
  deleteEvents,
  deleteReceipts,
  deleteServerLeftovers,
  expireHeld,
  findWorkspacePlans,
  heldExpiringBefore,
} from "@/lib/db/retention/expired";
import { dropPartitions, hasUnfinishedBefore, makePartitions } from "@/lib/db/retention/partitions";
import { tenantClient } from "@/lib/db/tenant";
import { newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

/** Held deliveries are announced this long before their retention ends. */
const NOTICE_DAYS = 3;
const LONGEST_DAYS = Math.max(...Object.values(PLAN_TERMS).map((terms) => terms.retentionDays));

/**
 * Deletes what is past its workspace's retention, in small batches, and drops partitions that are past the longest
 * one. Nothing that waits is ever deleted; what is held is announced first and then ends as canceled.
 */
export async function pruneExpired(now: Date): Promise<void> {
  await makePartitions();
  for (const { id, plan } of await findWorkspacePlans()) {
    const before = new Date(now.getTime() - PLAN_TERMS[plan].retentionDays * DAY);
    await announceHeld(id, before, now);
    await inBatches(() => expireHeld(id, before));
    await inBatches(() => deleteDeliveries(id, before));
    await inBatches(() => deleteEvents(id, before));
    await inBatches(() => deleteReceipts(id, before));
  }
  await deleteServerLeftovers(now);
  const longest = new Date(now.getTime() - LONGEST_DAYS * DAY);
  if (!(await hasUnfinishedBefore(longest))) await dropPartitions(longest);
}

async function inBatches(step: () => Promise<number>): Promise<void> {
  for (let done = BATCH; done === BATCH;) done = await step();
}

/** One notice a day for each endpoint. */
async function announceHeld(workspaceId: string, before: Date, now: Date): Promise<void> {
  const soon = await heldExpiringBefore(workspaceId, new Date(before.getTime() + NOTICE_DAYS * DAY));
  const db = tenantClient(workspaceId);
  for (const { endpointId, count } of soon) {
    const known = await db.notice.findFirst({
      where: { endpointId, category: "held_expiring", createdAt: { gt: new Date(now.getTime() - DAY) } },
      select: { id: true },
    });
    if (known) continue;
    await db.notice.create({
      data: {
        id: newId("notice"),
        workspaceId,
        category: "held_expiring",
        title: `${count} held deliveries end within ${NOTICE_DAYS} days`,
        text: "Resume the endpoint to send them. What is still held when its retention ends is canceled.",
        endpointId,
        createdAt: now,
      },
    });
  }
}
