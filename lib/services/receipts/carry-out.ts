import type { ClaimedReceipt, ReceiptResult } from "@/lib/db/receipts/claim";
import type { Action } from "@/lib/integrations/actions";
import { logger } from "@/lib/observability/logger";

import { applyActions } from "./apply";
import { type Fact, isFact, recordFacts } from "./facts";
import { afterFailure, ignored, isPatient, processed, waitsForCredit } from "./results";
import type { Standing } from "./standing";
import type { ToCarryOut } from "./understand";

/** What may leave the integration otherwise than it was found. */
const CHANGES_STANDING: ReadonlySet<Action["kind"]> = new Set(["uninstalled", "scopes", "request"]);

export const changesStanding = ({ actions }: ToCarryOut): boolean =>
  actions.some(({ kind }) => CHANGES_STANDING.has(kind));

/** Whether it asks for leads and sales alone, which many receipts can be recorded of at once. */
export const isOfFacts = ({ actions }: ToCarryOut): boolean => actions.length > 0 && actions.every(isFact);

/**
 * Carries out receipts of facts in one transaction, in their order. When it fails, each is carried out by itself, so that
 * one that cannot be recorded keeps no other.
 */
export async function carryOutFacts(tasks: readonly ToCarryOut[], standing: Standing): Promise<ReceiptResult[]> {
  const [first] = tasks;
  if (!first) return [];
  try {
    const outcomes = await recordFacts(first.ctx, tasks.map(factsOf));
    return outcomes.map((outcome, at) =>
      "waitsFor" in outcome ? waitsForCredit(tasks[at]!.receipt, outcome.waitsFor) : processed(outcome.produced),
    );
  } catch (error) {
    if (tasks.length > 1) logger.warn({ error, receipts: tasks.length }, "Receipts are recorded one by one");
    const results: ReceiptResult[] = [];
    for (const task of tasks) results.push(await carryOut(task, standing));
    return results;
  }
}

const factsOf = ({ receipt, row, actions }: ToCarryOut) => ({
  provider: row.provider,
  correlationId: receipt.id,
  facts: actions.filter((action): action is Fact => isFact(action)),
  patient: isPatient(receipt),
});

/** Carries out one receipt, whatever it asks for. */
export async function carryOut(
  { receipt, ctx, row, otherMode, actions }: ToCarryOut,
  standing: Standing,
): Promise<ReceiptResult> {
  try {
    const produced = await applyActions(ctx, row, receipt.id, actions, isPatient(receipt));
    const reasons = actions.flatMap((action) => (action.kind === "ignored" ? action.reason : []));
    const isIgnored = actions.every(({ kind }) => kind === "ignored");
    const forget = actions.some(({ kind }) => kind === "erase");
    const result = isIgnored ? { ...ignored(reasons[0] ?? ""), produced } : processed(produced, forget);
    return { ...result, reason: reasons[0] ?? null };
  } catch (error) {
    const result = await afterFailure(ctx, row, receipt, error, otherMode);
    standing.forget();
    return result;
  }
}

export type Carried = readonly [ClaimedReceipt, ReceiptResult];
