import {
  claimReceipts,
  type ClaimedReceipt,
  findInstallationsToProcess,
  writeReceiptResults,
} from "@/lib/db/receipts/claim";
import { logger } from "@/lib/observability/logger";
import { SECOND } from "@/lib/shared/time";

import { OneAtATime } from "../one-at-a-time";
import { type Carried, carryOut, carryOutFacts, changesStanding, isOfFacts } from "./carry-out";
import { Standing } from "./standing";
import { type ToCarryOut, understand, type Understood } from "./understand";

const BATCH = 20;
/** Receipts that are read side by side: some ask the provider for more. */
const PARALLEL = 2;
/** Longer than all of a batch may take. */
const LEASE_S = 120;
/** Installations that are worked on side by side; each goes to the end of the line after so long. */
const INSTALLATIONS = 8;
const TURN_MS = 5 * SECOND;

/** A wake for each of hundreds of receipts a second must not become hundreds of runs. */
const lanes = new OneAtATime(INSTALLATIONS);

/**
 * Processes what is due, of each installation in a lane of its own, so that a provider that answers slowly delays no
 * other. Processes side by side share the work; what a crash leaves is claimed again.
 */
export async function processDueReceipts(): Promise<void> {
  await Promise.all((await findInstallationsToProcess()).map((id) => lanes.run(id, () => workOn(id))));
}

/** Works for a while, and says whether something is left. */
async function workOn(installationId: string): Promise<boolean> {
  for (const until = Date.now() + TURN_MS; Date.now() < until;) {
    const batch = await claimReceipts(installationId, BATCH, LEASE_S);
    const standing = new Standing(installationId);
    for (let left = batch; left.length > 0;) left = left.slice(await processSome(left, standing));
    if (batch.length < BATCH) return false;
  }
  return true;
}

/**
 * Processes the first of these receipts: all of them, or as many as what one of them changed of the integration leaves
 * to be understood anew. Answers how many.
 */
async function processSome(receipts: readonly ClaimedReceipt[], standing: Standing): Promise<number> {
  const understood = await understandAll(receipts, standing);
  // In order: what is told in turn is mostly meant in turn.
  for (let at = 0; at < understood.length;) {
    const run = runFrom(understood, at);
    const next = understood[at];
    if (run.length > 0) {
      await write(await carried(run, standing));
      at += run.length;
    } else if (next && isTask(next)) {
      await write([[next.receipt, await carryOut(next, standing)]]);
      at++;
      if (!changesStanding(next)) continue;
      standing.forget();
      return at;
    } else at++;
  }
  return understood.length;
}

/** Null for what could not be understood for a reason of ours: its claim runs out, and it is tried again. */
async function understandAll(
  receipts: readonly ClaimedReceipt[],
  standing: Standing,
): Promise<readonly (Understood | null)[]> {
  const understood: (Understood | null)[] = receipts.map(() => null);
  const lane = async (first: number): Promise<void> => {
    for (let at = first; at < receipts.length; at += PARALLEL) {
      const receipt = receipts[at]!;
      understood[at] = await understand(receipt, standing).catch((error: unknown) => noted(error, [receipt]));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL }, (_, first) => lane(first)));
  return understood;
}

const isTask = (each: Understood | null | undefined): each is ToCarryOut =>
  each !== null && each !== undefined && "actions" in each;

/** From here on what can be settled together: what asks for nothing, and what asks for leads and sales alone. */
function runFrom(understood: readonly (Understood | null)[], start: number): Understood[] {
  const run: Understood[] = [];
  for (let at = start; at < understood.length; at++) {
    const each = understood[at];
    if (!each || (isTask(each) && !isOfFacts(each))) break;
    run.push(each);
  }
  return run;
}

async function carried(run: readonly Understood[], standing: Standing): Promise<Carried[]> {
  const tasks = run.filter(isTask);
  const results = await carryOutFacts(tasks, standing);
  const resultOf = new Map(tasks.map(({ receipt }, at) => [receipt.id, results[at]!]));
  return run.map((each) => [each.receipt, isTask(each) ? resultOf.get(each.receipt.id)! : each.result]);
}

async function write(results: readonly Carried[]): Promise<void> {
  await writeReceiptResults(results).catch((error: unknown) =>
    noted(
      error,
      results.map(([receipt]) => receipt),
    ),
  );
}

function noted(error: unknown, receipts: readonly ClaimedReceipt[]): null {
  logger.error({ receiptIds: receipts.map(({ id }) => id), error }, "Receipts could not be processed");
  return null;
}
