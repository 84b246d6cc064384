import { insertConversions } from "@/lib/db/conversions/insert";

import type { Context } from "../context";
import { knownCustomers } from "../customers/change";
import type { CustomerRow } from "../customers/to-customer";
import { type Transaction, withTransaction } from "../transaction";
import { creditedTo, moneyOf } from "./facts";
import { exponentOf } from "./money";
import { type Decision, decide, knownOf, type ProviderFact, type ProviderNotice } from "./provider-facts";

export interface RecordedFact {
  /** Null for a lead that nothing can be credited for. */
  conversionId: string | null;
  duplicate: boolean;
  /** Why it is credited as it is. */
  reason: string;
}

/** What became of a notice, or the fact for which nobody can be credited yet: of such a notice nothing was recorded. */
export type RecordedNotice = { recorded: RecordedFact[] } | { waitsFor: string };

type New = Extract<Decision, { as: "new" }>;

/**
 * Records the leads and sales that notices of a provider told of, in their order and each once for its key. All notices
 * share one transaction: when it throws, nothing of any was recorded.
 * @throws AppError VALIDATION_ERROR for a currency that is none
 */
export async function recordProviderFacts(ctx: Context, notices: readonly ProviderNotice[]): Promise<RecordedNotice[]> {
  const facts = notices.flatMap((notice) => notice.facts);
  for (const { money } of facts) if (money) exponentOf(money.currency);
  // no audit: insert writes it
  return withTransaction(ctx, async (tx) => {
    const known = await knownOf(tx.db, facts);
    const decided = notices.map((notice) => decide(known, notice));
    const all = decided.flatMap((decisions) => ("waitsFor" in decisions ? [] : decisions));
    const lost = await insert(ctx, tx, all.filter(isNew));
    const idOf = (key: string): string | null => lost.get(key) ?? known.ids.get(key) ?? null;
    return decided.map((decisions) =>
      "waitsFor" in decisions ? decisions : { recorded: decisions.map((decision) => recordedOf(decision, lost, idOf)) },
    );
  });
}

const isNew = (decision: Decision): decision is New => decision.as === "new";

function recordedOf(
  decision: Decision,
  lost: ReadonlyMap<string, string>,
  idOf: (key: string) => string | null,
): RecordedFact {
  if (decision.as === "nothing") return { conversionId: null, duplicate: false, reason: decision.reason };
  if (decision.as === "new" && !lost.has(decision.fact.key))
    return { conversionId: decision.id, duplicate: false, reason: decision.credit.reason };
  const key = decision.as === "new" ? decision.fact.key : decision.key;
  return { conversionId: idOf(key), duplicate: true, reason: "It was recorded before." };
}

/** Writes new conversions with all that follows. Answers those that another path recorded at this very moment, by key. */
async function insert(ctx: Context, tx: Transaction, decisions: readonly New[]): Promise<Map<string, string>> {
  if (decisions.length === 0) return new Map();
  const customers = await customersOf(ctx, tx, decisions);
  // In the order of the keys, so that two who write the same ones do not wait for each other.
  const ordered = decisions.toSorted((one, other) => (one.fact.key < other.fact.key ? -1 : 1));
  const written = await insertConversions(
    tx.sql,
    ordered.map(({ id, fact, credit }) => ({
      id,
      workspaceId: ctx.workspace.id,
      class: fact.class,
      eventName: fact.eventName,
      linkId: credit.click?.linkId ?? null,
      clickId: credit.click?.id ?? null,
      customerId: customers.get(id)?.id ?? null,
      orderId: fact.key,
      amount: fact.money?.amount.toString() ?? null,
      currency: fact.money?.currency ?? null,
      attribution: credit.attribution,
    })),
  );
  const lost = await conversionsOf(
    tx,
    decisions.flatMap(({ id, fact }) => (written.has(id) ? [] : fact.key)),
  );
  for (const decision of decisions) {
    const { id, fact } = decision;
    if (lost.has(fact.key)) continue;
    await tx.audit({ action: "conversion.track", objectType: "conversion", objectId: id, objectName: fact.eventName });
    await announce(tx, decision, customers.get(id) ?? null);
  }
  return lost;
}

/** The conversions that others recorded of these business facts, by them. */
async function conversionsOf(tx: Transaction, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await tx.db.conversion.findMany({
    where: { orderId: { in: keys } },
    select: { id: true, orderId: true },
  });
  return new Map(rows.flatMap(({ id, orderId }) => (orderId === null ? [] : [[orderId, id]])));
}

/** Who each conversion is of, by its id; brought up to date with what its notice says. */
async function customersOf(
  ctx: Context,
  tx: Transaction,
  decisions: readonly New[],
): Promise<Map<string, CustomerRow>> {
  const told = decisions.flatMap(({ id, fact, credit }) => {
    const { customer, correlationId } = fact;
    return customer
      ? [
          {
            id,
            given: given(customer),
            origin: { source: "provider" as const, correlationId, clickId: credit.click?.id ?? null },
          },
        ]
      : [];
  });
  const rows = await knownCustomers(ctx, tx, told);
  return new Map(told.map(({ id }, at) => [id, rows[at]!]));
}

/** What a notice leaves out is no news. */
const given = ({ externalId, email, name }: NonNullable<ProviderFact["customer"]>) => ({
  externalId,
  ...(email && { email: email.slice(0, 320) }),
  ...(name && { name: name.slice(0, 200) }),
});

async function announce(tx: Transaction, { id, fact, credit }: New, customer: CustomerRow | null): Promise<void> {
  const { attribution, click } = credit;
  const common = {
    linkId: click?.linkId ?? null,
    customerId: customer?.id ?? null,
    source: "provider" as const,
    correlationId: fact.correlationId,
    actor: null,
    ...(fact.occurredAt && { occurredAt: fact.occurredAt }),
  };
  const credited = creditedTo(attribution, { customer, click, link: click?.link ?? null });
  const said = { id, eventName: fact.eventName, provider: fact.provider, metadata: {} };
  if (!fact.money) {
    await tx.emit({ ...common, type: "lead.created", data: { ...said, ...credited } });
    return;
  }
  const { amount, currency } = fact.money;
  await tx.emit({
    ...common,
    type: "sale.created",
    data: { ...said, orderId: fact.key, ...moneyOf(amount, currency), recurring: fact.recurring, ...credited },
  });
}
