import { type CreateReplay, type Replay, REPLAY_MAX } from "@/lib/contracts/replays";
import { announceReplay } from "@/lib/db/replays/announce";
import { isUniqueViolation } from "@/lib/db/unique-violation";
import { AppError, invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { withTransaction } from "../transaction";
import type { Place, Source } from "./candidate";
import { candidatePage } from "./candidates";
import { isMoreEventsThan } from "./event-candidates";
import { assertEndpoint, fingerprintOf, type StoredSelection, storedSelection } from "./selection";
import { toReplay } from "./to-replay";

/** States in which a replay has something left to do. */
export const UNFINISHED = ["preparing", "running", "paused"] as const;
const UNFINISHED_MAX = 20;
const PAGE = 10_000;

/**
 * Starts a replay: the selection is written down here, frozen into items by a job and sent by the engines. While one
 * of the same selection and target is unfinished, that one is the answer, also to a call that comes at the same moment.
 * @throws AppError VALIDATION_ERROR for what is not in this workspace or too much, CONFLICT for too many at once
 */
export async function createReplay(ctx: Context, input: CreateReplay): Promise<Replay> {
  if (input.endpointId !== undefined) await assertEndpoint(ctx, input.endpointId, "endpointId");
  const stored = await storedSelection(ctx, input.selection);
  const fingerprint = fingerprintOf(stored, input.endpointId ?? null);
  const running = await findUnfinished(ctx, fingerprint);
  if (running) return running;
  await assertNotTooMuch({ ctx, stored, target: input.endpointId ?? null, asOf: new Date() });
  try {
    return await insert(ctx, input, stored, fingerprint);
  } catch (error) {
    // Another call was faster by this moment; its replay is the answer, unless it is over already.
    if (!isUniqueViolation(error)) throw error;
    return (await findUnfinished(ctx, fingerprint)) ?? insert(ctx, input, stored, fingerprint);
  }
}

async function findUnfinished(ctx: Context, fingerprint: string): Promise<Replay | null> {
  const row = await ctx.db.replay.findFirst({ where: { fingerprint, state: { in: [...UNFINISHED] } } });
  return row && toReplay(row);
}

function insert(ctx: Context, input: CreateReplay, stored: StoredSelection, fingerprint: string): Promise<Replay> {
  return withTransaction(ctx, async (tx) => {
    if ((await tx.db.replay.count({ where: { state: { in: [...UNFINISHED] } } })) >= UNFINISHED_MAX)
      throw new AppError("CONFLICT", `There are ${UNFINISHED_MAX} unfinished replays. Wait for one, or cancel it.`);
    const { selection } = stored;
    const row = await tx.db.replay.create({
      data: {
        id: newId("replay"),
        workspaceId: ctx.workspace.id,
        // Through JSON, which is what the column keeps: times become texts.
        selection: JSON.parse(JSON.stringify(stored)) as object,
        fingerprint,
        endpointId: input.endpointId ?? (selection.by === "events" ? selection.endpointId : null),
        state: "preparing",
        ratePerSecond: input.ratePerSecond ?? null,
        tryFirst: input.tryFirst,
        stopAfterFailures: input.stopAfterFailures ?? null,
        createdBy: ctx.actor.id,
        createdByName: ctx.actor.name,
      },
    });
    const shown = toReplay(row);
    await tx.audit({ action: "replay.create", objectType: "replay", objectId: row.id, after: shown });
    await announceReplay(tx.sql);
    return shown;
  });
}

async function assertNotTooMuch(source: Source): Promise<void> {
  const { selection } = source.stored;
  const tooMuch =
    selection.by === "events"
      ? await isMoreEventsThan(source, selection, REPLAY_MAX)
      : selection.by === "filter" || selection.by === "incident"
        ? await isMoreThan(source, REPLAY_MAX)
        : false;
  if (tooMuch)
    throw invalid("selection", `One replay can hold ${REPLAY_MAX.toLocaleString("en")} deliveries. Narrow the range.`);
}

/** Looks through the selection without a target, because what goes where changes nothing about how much it is. */
async function isMoreThan(source: Source, max: number): Promise<boolean> {
  let [found, place]: [number, Place | null] = [0, null];
  do {
    const page = await candidatePage({ ...source, target: null }, place, PAGE);
    found += page.candidates.length;
    place = page.next;
  } while (place !== null && found <= max);
  return found > max;
}
