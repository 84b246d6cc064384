import { PLAN_TERMS } from "@/lib/auth/plans";
import {
  BATCH,
  deleteDeliveries,
  deleteEvents,
  deleteForwards,
  deleteIncidents,
  deleteReceipts,
  expireHeld,
  findWorkspaces,
} from "@/lib/db/retention/expired";
import { expireForwards } from "@/lib/db/retention/forwards";
import { deleteLeftovers } from "@/lib/db/retention/leftovers";
import { dropPartitions, oldestUnfinishedBefore } from "@/lib/db/retention/partitions";
import { logger } from "@/lib/observability/logger";
import { DAY } from "@/lib/shared/time";

import { type ContextWorkspace, systemContext } from "../context";
import { announceForwards } from "./announce-forwards";
import { announceHeld, NOTICE_DAYS } from "./announce-held";
import { ensurePartitions } from "./partitions";

const LONGEST_DAYS = Math.max(...Object.values(PLAN_TERMS).map((terms) => terms.retentionDays));

/**
 * Deletes what is past its workspace's retention, in small batches, and drops partitions that are past the longest
 * one. Nothing that waits is ever deleted; what is held is announced first and then ends as canceled. Safe to run twice
 * at once.
 */
export async function pruneExpired(now: Date): Promise<void> {
  await ensurePartitions();
  for (const workspace of await findWorkspaces()) {
    await pruneWorkspace(workspace, now).catch((error: unknown) => {
      logger.error({ error, workspaceId: workspace.id }, "What is past its retention could not be deleted");
    });
  }
  const longest = new Date(now.getTime() - LONGEST_DAYS * DAY);
  await inBatches(() => deleteReceipts(null, longest));
  await deleteLeftovers(now);
  await dropPartitions((await oldestUnfinishedBefore(longest)) ?? longest);
}

async function pruneWorkspace(workspace: ContextWorkspace, now: Date): Promise<void> {
  const { id, plan } = workspace;
  const { retentionDays } = PLAN_TERMS[plan];
  const before = new Date(now.getTime() - retentionDays * DAY);
  const announced = new Date(now.getTime() - NOTICE_DAYS * DAY);
  await inBatches(() => expireHeld(id, before, announced));
  await inBatches(() => expireForwards(id, before, announced));
  await inBatches(() => deleteDeliveries(id, before));
  await inBatches(() => deleteForwards(id, before));
  await inBatches(() => deleteEvents(id, before));
  await inBatches(() => deleteReceipts(id, before));
  await inBatches(() => deleteIncidents(id, before));
  await announceHeld(systemContext("prune", workspace), retentionDays, now);
  await announceForwards(systemContext("prune", workspace), retentionDays, now);
}

async function inBatches(step: () => Promise<number>): Promise<void> {
  for (let done = BATCH; done === BATCH;) done = await step();
}
