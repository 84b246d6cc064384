import type { TenantClient } from "@/lib/db/tenant";
import { idPattern, newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { type GivenCustomer, knownCustomer } from "../customers/change";
import type { CustomerRow } from "../customers/to-customer";
import { type Transaction, withTransaction } from "../transaction";
import { creditedTo, moneyOf } from "./facts";
import { exponentOf } from "./money";

export interface ProviderFact {
  class: "lead" | "sale";
  /** The business fact; whatever path tells of it, it is one conversion. Holds the provider and its account. */
  key: string;
  eventName: string;
  /** A claim: others can write to the fields that carry it. */
  clickId: string | null;
  customer: GivenCustomer | null;
  /** In minor units; null for leads. */
  money: { amount: bigint; currency: string } | null;
  recurring: boolean;
  provider: string;
  correlationId: string;
  occurredAt: Date | null;
}

export interface RecordedFact {
  /** Null for a lead that nothing can be credited for. */
  conversionId: string | null;
  duplicate: boolean;
  /** Why it is credited as it is. */
  reason: string;
}

/** Nobody can be credited yet: the notice with the click, or the click itself, may still be on its way. */
export class WaitsForCredit extends Error {
  override readonly name = "WaitsForCredit";
  constructor(readonly key: string) {
    super("Nobody can be credited yet.");
  }
}

const ATTRIBUTION_DAYS = 30;
const CLICK_ID = idPattern("click");

/**
 * Records the leads and sales that one notice of a provider told of, each once for its key, all of them or none. Each is
 * credited by the click id that it carries, else by the click that the customer came with, else to nobody; a sale is
 * recorded all the same, a lead is not.
 * @param patient true while it is worth waiting for somebody to credit
 * @throws AppError VALIDATION_ERROR for a currency that is none; WaitsForCredit when `patient`
 */
export async function recordProviderFacts(
  ctx: Context,
  facts: readonly ProviderFact[],
  patient: boolean,
): Promise<RecordedFact[]> {
  for (const { money } of facts) if (money) exponentOf(money.currency);
  // no audit: recordOne writes it
  return withTransaction(ctx, async (tx) => {
    // One notice mostly tells of one person who came by one click: both are looked up once.
    const creditFor = onceEach((fact: ProviderFact) => creditOf(tx, fact), creditKey);
    const customerFor = onceEach(
      (fact: ProviderFact, click: string | null) => bringUpToDate(ctx, tx, fact, click),
      customerKey,
    );
    const recorded: RecordedFact[] = [];
    for (const fact of facts) recorded.push(await recordOne({ ctx, tx, patient, creditFor, customerFor }, fact));
    return recorded;
  });
}

interface Within {
  ctx: Context;
  tx: Transaction;
  patient: boolean;
  creditFor: (fact: ProviderFact) => Promise<Credit>;
  customerFor: (fact: ProviderFact, clickId: string | null) => Promise<CustomerRow | null>;
}

const creditKey = ({ clickId, customer, occurredAt }: ProviderFact): string =>
  JSON.stringify([clickId, customer?.externalId, occurredAt]);
const customerKey = ({ customer }: ProviderFact, clickId: string | null): string => JSON.stringify([customer, clickId]);

function onceEach<Args extends unknown[], Result>(
  ask: (...args: Args) => Promise<Result>,
  keyOf: (...args: Args) => string,
): (...args: Args) => Promise<Result> {
  const known = new Map<string, Promise<Result>>();
  return (...args) => {
    const key = keyOf(...args);
    const answer = known.get(key) ?? ask(...args);
    known.set(key, answer);
    return answer;
  };
}

async function recordOne(within: Within, fact: ProviderFact): Promise<RecordedFact> {
  const { ctx, tx, patient } = within;
  const first = await tx.db.conversion.findFirst({ where: { orderId: fact.key }, select: { id: true } });
  if (first) return repeated(first.id);
  const credit = await within.creditFor(fact);
  if (credit.attribution === "none" && patient) throw new WaitsForCredit(fact.key);
  if (fact.class === "lead" && credit.attribution === "none")
    return { conversionId: null, duplicate: false, reason: credit.reason };
  const customer = fact.customer ? await within.customerFor(fact, credit.click?.id ?? null) : null;
  const id = newId("conversion");
  const { count } = await tx.db.conversion.createMany({
    data: {
      id,
      workspaceId: ctx.workspace.id,
      class: fact.class,
      eventName: fact.eventName,
      linkId: credit.click?.linkId ?? null,
      clickId: credit.click?.id ?? null,
      customerId: customer?.id ?? null,
      orderId: fact.key,
      amount: fact.money?.amount ?? null,
      currency: fact.money?.currency ?? null,
      attribution: credit.attribution,
    },
    // The same fact by another path, which commits while this one runs.
    skipDuplicates: true,
  });
  if (count === 0) {
    const other = await tx.db.conversion.findFirstOrThrow({ where: { orderId: fact.key }, select: { id: true } });
    return repeated(other.id);
  }
  await tx.audit({ action: "conversion.track", objectType: "conversion", objectId: id, objectName: fact.eventName });
  await announce(tx, fact, id, customer, credit);
  return { conversionId: id, duplicate: false, reason: credit.reason };
}

const repeated = (conversionId: string): RecordedFact => ({
  conversionId,
  duplicate: true,
  reason: "It was recorded before.",
});

interface Credit {
  attribution: "click" | "customer" | "none";
  click: ClickWithLink | null;
  reason: string;
}

type ClickWithLink = NonNullable<Awaited<ReturnType<typeof findClick>>>;

async function creditOf(tx: Transaction, fact: ProviderFact): Promise<Credit> {
  const claimed = fact.clickId === null ? null : await findClick(tx.db, fact.clickId);
  if (claimed && isRecent(claimed.createdAt, fact.occurredAt))
    return { attribution: "click", click: claimed, reason: "It carried the click id." };
  const known = fact.customer && (await findKnown(tx.db, fact.customer.externalId));
  if (known) return { attribution: "customer", click: known, reason: "The customer came with a click." };
  return { attribution: "none", click: null, reason: whyNone(fact, claimed !== null) };
}

function whyNone({ clickId }: ProviderFact, isOld: boolean): string {
  if (clickId === null) return "It carried no click id, and the customer is not known.";
  return isOld
    ? `Its click is older than ${ATTRIBUTION_DAYS} days, and the customer is not known.`
    : "Its click id is unknown here, and so is the customer.";
}

/** Counted back from when it happened: a notice that came late is not at fault. */
const isRecent = (clickedAt: Date, occurredAt: Date | null): boolean =>
  clickedAt.getTime() >= Math.min(occurredAt?.getTime() ?? Date.now(), Date.now()) - ATTRIBUTION_DAYS * DAY;

const findClick = async (db: TenantClient, id: string) =>
  CLICK_ID.test(id) ? db.click.findFirst({ where: { id }, include: { link: true } }) : null;

async function findKnown(db: TenantClient, externalId: string) {
  const customer = await db.customer.findFirst({
    where: { externalId, erasedAt: null },
    include: { click: { include: { link: true } } },
  });
  return customer?.click ?? null;
}

async function bringUpToDate(
  ctx: Context,
  tx: Transaction,
  { customer, correlationId }: ProviderFact,
  clickId: string | null,
): Promise<CustomerRow | null> {
  if (!customer) return null;
  // What this notice leaves out is no news.
  const given = {
    externalId: customer.externalId,
    ...(customer.email && { email: customer.email.slice(0, 320) }),
    ...(customer.name && { name: customer.name.slice(0, 200) }),
  };
  const { row } = await knownCustomer(ctx, tx, given, { source: "provider", correlationId, clickId });
  return row;
}

async function announce(
  tx: Transaction,
  fact: ProviderFact,
  id: string,
  customer: CustomerRow | null,
  { attribution, click }: Credit,
): Promise<void> {
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
