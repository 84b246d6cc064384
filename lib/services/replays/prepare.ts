import { BATCH, discardHeld } from "@/lib/db/deliveries/held";
import { announceReplay } from "@/lib/db/replays/announce";
import { discarding, freezeItems, type FrozenItem } from "@/lib/db/replays/freeze";
import { readReplay, type ReplayJob } from "@/lib/db/replays/read";
import { readWorkspace } from "@/lib/db/workspaces";
import { newId } from "@/lib/shared/ids";
import { SECOND } from "@/lib/shared/time";

import { type Context, systemContext } from "../context";
import { withTransaction } from "../transaction";
import type { Page, Source } from "./candidate";
import { candidatePage } from "./candidates";
import { judge } from "./judge";
import { readSelection } from "./selection";

const PAGE = 1_000;
/** One call goes on for so long; the engine then asks for the next, as it does after a crash. */
const CALL_MS = 20 * SECOND;

/**
 * Freezes a replay's selection into items, page by page. Each page commits with the cursor behind it, so that a call
 * that dies is continued by the next one without skipping or doubling, and two at once do the work of one.
 */
export async function prepareReplay(id: string): Promise<void> {
  const until = Date.now() + CALL_MS;
  let job = await readReplay(id);
  if (job?.state !== "preparing") return;
  const workspace = await readWorkspace(job.workspaceId);
  // A workspace that is being deleted sends nothing; its replays end with it.
  if (!workspace) return;
  const ctx = systemContext("replays", workspace);
  const stored = readSelection(job.selection);
  const { selection } = stored;
  const target = selection.by === "events" || selection.by === "held" ? null : job.endpointId;
  const source: Source = { ctx, stored, target, asOf: job.createdAt };
  if (selection.by === "held" && job.cursor === null && (selection.discard || selection.since !== null)) {
    const before = selection.discard || selection.since === null ? null : new Date(selection.since);
    if (!(await discard(ctx, job, selection.endpointId, before))) return;
  }
  while (job?.state === "preparing" && Date.now() < until) {
    const page = await candidatePage(source, job.cursor, PAGE);
    if (!(await freezePage(source, job, page))) return;
    job = page.next && { ...job, cursor: page.next };
  }
}

/** Ends what nobody wants, a batch at a time. Answers false when the replay was stopped meanwhile. */
async function discard(ctx: Context, job: ReplayJob, endpointId: string, before: Date | null): Promise<boolean> {
  for (let moved = BATCH; moved === BATCH;) {
    // no audit: the entry of turning the endpoint on says what was chosen.
    const step = await withTransaction(ctx, (tx) =>
      discarding(tx.sql, job, () => discardHeld(tx.sql, { workspaceId: ctx.workspace.id, endpointId, before })),
    );
    if (step === null) return false;
    moved = step;
  }
  return true;
}

/** Answers false when another call has frozen this page, or the replay was stopped. */
async function freezePage(source: Source, job: ReplayJob, page: Page): Promise<boolean> {
  const judged = await judge(source, page.candidates);
  const leftOut: Record<string, number> = page.unknown === 0 ? {} : { not_found: page.unknown };
  const items: FrozenItem[] = [];
  // What is held is judged when its turn comes: whatever stands in its way ends or keeps it there.
  const all = source.stored.selection.by === "held";
  for (const { candidate, reason } of judged) {
    if (reason !== null && !all) leftOut[reason] = (leftOut[reason] ?? 0) + 1;
    else
      items.push({
        deliveryId: candidate.deliveryId ?? newId("delivery"),
        endpointId: candidate.endpointId,
        eventId: candidate.deliveryId === null ? candidate.eventId : null,
        eventCreatedAt: candidate.eventCreatedAt,
        generation: candidate.generation,
        formerState: candidate.state,
      });
  }
  // no audit: the entry of its creation says what it covers.
  return withTransaction(source.ctx, async (tx) => {
    const frozen = await freezeItems(tx.sql, job, { items, leftOut, next: page.next });
    if (frozen && page.next === null) await announceReplay(tx.sql);
    return frozen;
  });
}
