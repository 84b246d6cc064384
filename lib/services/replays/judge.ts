import type { LeftOutReason } from "@/lib/contracts/replays";

import { isBlockedByPlan } from "../endpoints/to-endpoint";
import { type Candidate, reachesBackTo, type Source } from "./candidate";

export interface Judged {
  candidate: Candidate;
  /** Why it is not sent; null when it is. */
  reason: LeftOutReason | null;
}

/** Says of each candidate whether it can be sent. What changes until its turn comes is judged again then. */
export async function judge(source: Source, candidates: readonly Candidate[]): Promise<Judged[]> {
  if (candidates.length === 0) return [];
  const [erased, problems] = await Promise.all([
    erasedEvents(source, candidates),
    endpointProblems(source, candidates),
  ]);
  const reach = reachesBackTo(source);
  const { selection, writable } = source.stored;
  // What was delivered is sent again when that is what was chosen, not when events are filled up.
  const fillsUp = source.target !== null || (selection.by === "events" && !selection.includeDelivered);
  const reasonOf = (each: Candidate): LeftOutReason | null => {
    if (!writable.includes(each.surface)) return "not_allowed";
    if (each.kind === "test") return "test";
    if (each.eventCreatedAt < reach) return "expired";
    if (erased.has(each.eventId)) return "erased";
    if (each.state === "delivered" && fillsUp) return "already_delivered";
    if (each.state === "pending" || each.busy) return "in_progress";
    return problems.get(each.endpointId) ?? null;
  };
  return candidates.map((candidate) => ({ candidate, reason: reasonOf(candidate) }));
}

async function erasedEvents({ ctx }: Source, candidates: readonly Candidate[]): Promise<Set<string>> {
  const times = candidates.map((each) => each.eventCreatedAt.getTime());
  const rows = await ctx.db.event.findMany({
    where: {
      id: { in: candidates.map((each) => each.eventId) },
      createdAt: { gte: new Date(Math.min(...times)), lte: new Date(Math.max(...times)) },
      erasedAt: { not: null },
    },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}

/** What keeps these endpoints from being sent to, by id. */
async function endpointProblems(
  { ctx }: Source,
  candidates: readonly Candidate[],
): Promise<Map<string, LeftOutReason | null>> {
  const ids = [...new Set(candidates.map((each) => each.endpointId))];
  const rows = await ctx.db.endpoint.findMany({
    where: { id: { in: ids } },
    select: { id: true, surface: true, state: true, deletedAt: true },
  });
  return new Map(
    rows.map((row) => {
      if (row.deletedAt) return [row.id, "endpoint_deleted"];
      if (row.state !== "enabled") return [row.id, row.state === "paused" ? "endpoint_paused" : "endpoint_disabled"];
      return [row.id, isBlockedByPlan(ctx.workspace.plan, row.surface) ? "plan" : null];
    }),
  );
}
