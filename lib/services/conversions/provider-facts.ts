import type { TenantClient } from "@/lib/db/tenant";
import { idPattern, newId } from "@/lib/shared/ids";
import { DAY } from "@/lib/shared/time";

import type { GivenCustomer } from "../customers/change";

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

/** What one notice of a provider told of: all of it is recorded, or nothing. */
export interface ProviderNotice {
  facts: readonly ProviderFact[];
  /** While it is worth waiting for somebody to credit. */
  patient: boolean;
}

export interface Credit {
  attribution: "click" | "customer" | "none";
  click: ClickWithLink | null;
  reason: string;
}

type ClickWithLink = NonNullable<Awaited<ReturnType<typeof findClicks>>[number]>;

/** What becomes of a fact: a new conversion, one that is there already, or none. */
export type Decision =
  | { as: "new"; id: string; fact: ProviderFact; credit: Credit }
  | { as: "repeated"; key: string }
  | { as: "nothing"; reason: string };

/** What is known beforehand of everything that facts name. */
export interface Known {
  /** The conversion of each business fact that has one. */
  ids: Map<string, string>;
  clicks: Map<string, ClickWithLink>;
  /** By external id, of the customers that came with one. */
  clickOfCustomer: Map<string, ClickWithLink>;
}

const ATTRIBUTION_DAYS = 30;
const CLICK_ID = idPattern("click");

const findClicks = (db: TenantClient, ids: string[]) =>
  db.click.findMany({ where: { id: { in: ids } }, include: { link: true } });

/** Looks everything up at once, so that many facts cost as few statements as one. */
export async function knownOf(db: TenantClient, facts: readonly ProviderFact[]): Promise<Known> {
  const keys = [...new Set(facts.map(({ key }) => key))];
  const claimed = [
    ...new Set(facts.flatMap(({ clickId }) => (clickId !== null && CLICK_ID.test(clickId) ? clickId : []))),
  ];
  const externalIds = [...new Set(facts.flatMap(({ customer }) => customer?.externalId ?? []))];
  const conversions = await db.conversion.findMany({
    where: { orderId: { in: keys } },
    select: { id: true, orderId: true },
  });
  const customers = await db.customer.findMany({
    where: { externalId: { in: externalIds }, erasedAt: null, clickId: { not: null } },
    select: { externalId: true, clickId: true },
  });
  const cameWith = customers.flatMap(({ clickId }) => clickId ?? []);
  const clicks = new Map(
    (await findClicks(db, [...new Set([...claimed, ...cameWith])])).map((click) => [click.id, click]),
  );
  return {
    ids: new Map(conversions.flatMap(({ id, orderId }) => (orderId === null ? [] : [[orderId, id]]))),
    clicks,
    clickOfCustomer: new Map(
      customers.flatMap(({ externalId, clickId }) => {
        const click = clickId === null ? undefined : clicks.get(clickId);
        return click ? [[externalId, click]] : [];
      }),
    ),
  };
}

/**
 * Decides of each fact in turn, and notes in `known` what later notices then find. Each is credited by the click id that it
 * carries, else by the click that the customer came with, else to nobody; a sale is recorded all the same, a lead is not.
 */
export function decide(known: Known, { facts, patient }: ProviderNotice): Decision[] | { waitsFor: string } {
  const ids = new Map<string, string>();
  const clickOfCustomer = new Map<string, ClickWithLink>();
  const decisions: Decision[] = [];
  for (const fact of facts) {
    const { key, customer } = fact;
    if (known.ids.has(key) || ids.has(key)) {
      decisions.push({ as: "repeated", key });
      continue;
    }
    const came =
      customer && (known.clickOfCustomer.get(customer.externalId) ?? clickOfCustomer.get(customer.externalId));
    const credit = creditOf(fact, known.clicks, came ?? null);
    if (credit.attribution === "none" && patient) return { waitsFor: key };
    if (credit.attribution === "none" && fact.class === "lead") {
      decisions.push({ as: "nothing", reason: credit.reason });
      continue;
    }
    const id = newId("conversion");
    ids.set(key, id);
    if (customer && credit.click && !came) clickOfCustomer.set(customer.externalId, credit.click);
    decisions.push({ as: "new", id, fact, credit });
  }
  for (const [key, id] of ids) known.ids.set(key, id);
  for (const [externalId, click] of clickOfCustomer) known.clickOfCustomer.set(externalId, click);
  return decisions;
}

function creditOf(fact: ProviderFact, clicks: Known["clicks"], came: ClickWithLink | null): Credit {
  const claimed = fact.clickId === null ? undefined : clicks.get(fact.clickId);
  if (claimed && isRecent(claimed.createdAt, fact.occurredAt))
    return { attribution: "click", click: claimed, reason: "It carried the click id." };
  if (came) return { attribution: "customer", click: came, reason: "The customer came with a click." };
  return { attribution: "none", click: null, reason: whyNone(fact, claimed !== undefined) };
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
