import type { ProducedItem } from "@/lib/contracts/receipts";
import { wakeWaiting } from "@/lib/db/receipts/claim";
import type { Action } from "@/lib/integrations/actions";

import type { Context } from "../context";
import type { ProviderNotice } from "../conversions/provider-facts";
import { recordProviderFacts, type RecordedFact } from "../conversions/record";
import { customerIds } from "./person";

export type Fact = Extract<Action, { kind: "lead" | "sale" }>;

export const isFact = (action: Action | undefined): action is Fact =>
  action?.kind === "lead" || action?.kind === "sale";

/** The leads and sales of one receipt. */
export interface ReceiptFacts {
  provider: string;
  /** The receipt: everything that follows can be found by it. */
  correlationId: string;
  facts: readonly Fact[];
  /** While it is worth waiting for a click or a customer that may still arrive. */
  patient: boolean;
}

/** What a receipt came to, or the fact for which nobody can be credited yet: then nothing of it was recorded. */
export type FactsOutcome = { produced: ProducedItem[] } | { waitsFor: string };

/**
 * Records the facts of receipts in one transaction, and has what waited for their sales tried again.
 * @throws AppError VALIDATION_ERROR for a currency that is none; then nothing of any was recorded
 */
export async function recordFacts(ctx: Context, receipts: readonly ReceiptFacts[]): Promise<FactsOutcome[]> {
  const notices = await recordProviderFacts(ctx, receipts.map(noticeOf));
  const outcomes = receipts.map(({ facts }, at): FactsOutcome => {
    const notice = notices[at]!;
    return "waitsFor" in notice ? notice : { produced: facts.map((fact, nth) => itemOf(fact, notice.recorded[nth]!)) };
  });
  const sales = receipts.flatMap(({ facts }, at) => {
    const notice = notices[at]!;
    const isNewSale = ({ kind }: Fact, nth: number): boolean =>
      kind === "sale" && "recorded" in notice && notice.recorded[nth]?.duplicate === false;
    return facts.filter(isNewSale).map(({ key }) => key);
  });
  await wakeWaiting(ctx.workspace.id, sales);
  return outcomes;
}

const itemOf = ({ kind }: Fact, { conversionId, duplicate, reason }: RecordedFact): ProducedItem => ({
  kind,
  id: conversionId,
  duplicate,
  reason,
});

const noticeOf = ({ provider, correlationId, facts, patient }: ReceiptFacts): ProviderNotice => ({
  patient,
  facts: facts.map((fact) => ({
    ...(fact.kind === "sale"
      ? { class: "sale", money: { amount: fact.amount, currency: fact.currency }, recurring: fact.recurring }
      : { class: "lead", money: null, recurring: false }),
    key: fact.key,
    eventName: fact.eventName,
    clickId: fact.clickId,
    customer: customerOf(provider, fact),
    provider,
    correlationId,
    occurredAt: fact.occurredAt === null ? null : new Date(fact.occurredAt),
  })),
});

function customerOf(provider: string, { person }: Fact) {
  const [externalId] = customerIds(provider, person);
  return externalId === undefined ? null : { externalId, email: person.email, name: person.name };
}
