import type { ProducedItem } from "@/lib/contracts/receipts";
import type { Action, Person } from "@/lib/integrations/actions";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { recordRefund } from "../conversions/refund";
import { changeCustomer } from "../customers/change";
import { deleteCustomer } from "../customers/delete";
import { disconnectedAtProvider } from "../installations/disconnect";
import { adapterOf, type FullRow } from "../installations/find";
import { tellMembers } from "../notices/tell";
import { answerRequest } from "../requests/answer";
import { withTransaction } from "../transaction";
import { recordEmailStatus } from "./email-status";
import { type Fact, isFact, recordFacts } from "./facts";
import { customerIds, findCustomer } from "./person";

/** A refund came before its sale. */
export class WaitsForSale extends Error {
  override readonly name = "WaitsForSale";
  constructor(readonly saleKey: string) {
    super("The sale was not recorded yet.");
  }
}

/** Nobody can be credited yet: the notice with the click, or the click itself, may still be on its way. */
export class WaitsForCredit extends Error {
  override readonly name = "WaitsForCredit";
  constructor(readonly key: string) {
    super("Nobody can be credited yet.");
  }
}

type Of<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

/**
 * Carries out what a notice comes to. Each action counts once for its business fact, so doing all of it again after a
 * crash in the middle is harmless.
 * @param correlationId the receipt: everything that follows can be found by it
 * @param patient true while it is worth waiting for a click or a customer that may still arrive
 * @throws WaitsForSale, WaitsForCredit, AmountError
 */
export async function applyActions(
  ctx: Context,
  row: FullRow,
  correlationId: string,
  actions: readonly Action[],
  patient: boolean,
): Promise<ProducedItem[]> {
  const within = { ctx, row, correlationId, patient };
  const produced: ProducedItem[] = [];
  for (let at = 0; at < actions.length;) {
    const action = actions[at]!;
    const facts = factsFrom(actions, at);
    if (isFact(action)) produced.push(...(await record(within, facts)));
    else produced.push(await apply(within, action));
    at += Math.max(1, facts.length);
  }
  return produced;
}

/** Leads and sales that stand side by side from here on: they are recorded together. */
function factsFrom(actions: readonly Action[], start: number): Fact[] {
  const facts: Fact[] = [];
  for (let at = start, action = actions[at]; isFact(action); action = actions[++at]) facts.push(action);
  return facts;
}

interface Within {
  patient: boolean;
  ctx: Context;
  row: FullRow;
  correlationId: string;
}

function apply(within: Within, action: Exclude<Action, Fact>): Promise<ProducedItem> {
  switch (action.kind) {
    case "refund":
      return refund(within, action);
    case "customer":
      return customer(within, action);
    case "erase":
      return erase(within, action);
    case "merge":
      return merge(within, action);
    case "uninstalled":
      return uninstalled(within);
    case "scopes":
      return scopes(within, action);
    case "request":
      return requested(within, action);
    case "email":
      return recordEmailStatus(within.ctx, action);
    case "sale_canceled":
      return noted(action, "The order was canceled; the money follows with its refund.");
    case "refund_failed":
      return reverse(within, action);
    case "dispute":
      return noted(action, action.state === "won" ? "The dispute was won: the sale stays." : "The sale is disputed.");
    case "data_request":
      return dataRequest(within);
    case "ignored":
      return noted(action, action.reason);
  }
}

const item = (
  kind: string,
  id: string | null,
  more: Partial<Pick<ProducedItem, "duplicate" | "reason">> = {},
): ProducedItem => ({ kind, id, duplicate: false, reason: null, ...more });

const noted = ({ kind }: Action, reason: string): Promise<ProducedItem> =>
  Promise.resolve(item(kind, null, { reason }));

async function record({ ctx, row, correlationId, patient }: Within, facts: readonly Fact[]): Promise<ProducedItem[]> {
  const [outcome] = await recordFacts(ctx, [{ provider: row.provider, correlationId, facts, patient }]);
  if (!outcome || "produced" in outcome) return outcome?.produced ?? [];
  throw new WaitsForCredit(outcome.waitsFor);
}

async function refund(
  { ctx, row, correlationId }: Within,
  { kind, key, saleKey, refundId, amount, currency, occurredAt }: Of<"refund">,
): Promise<ProducedItem> {
  const sale = await ctx.db.conversion.findFirst({
    where: { orderId: saleKey, class: "sale" },
    select: { currency: true },
  });
  if (!sale) throw new WaitsForSale(saleKey);
  if (currency !== sale.currency)
    return item(kind, null, { reason: `The refund is in ${currency}, the sale in ${sale.currency ?? "none"}.` });
  try {
    const { conversionId, duplicate } = await recordRefund(ctx, {
      orderId: saleKey,
      key,
      refundId,
      amount,
      provider: row.provider,
      correlationId,
      ...(occurredAt !== null && { occurredAt: new Date(occurredAt) }),
    });
    return item(kind, conversionId, { duplicate });
  } catch (error) {
    throw error instanceof AppError && error.error === "NOT_FOUND" ? new WaitsForSale(saleKey) : error;
  }
}

/** A refund that failed after it was counted is none: the sale has its money back. What was announced of it stays said. */
async function reverse({ ctx }: Within, { kind, key }: Of<"refund_failed">): Promise<ProducedItem> {
  return withTransaction(ctx, async (tx) => {
    const counted = await tx.db.refund.findFirst({ where: { key } });
    const { count } = await tx.db.refund.deleteMany({ where: { key } });
    if (!counted || count === 0) return item(kind, null, { reason: "The refund was not counted." });
    await tx.audit({
      action: "conversion.reverse_refund",
      objectType: "conversion",
      objectId: counted.conversionId,
      before: { amount: Number(counted.amount) },
    });
    return item(kind, counted.conversionId);
  });
}

/** What is new of somebody whom we know. Nobody is made a customer by this alone. */
async function customer({ ctx, row, correlationId }: Within, { kind, person }: Of<"customer">): Promise<ProducedItem> {
  // no audit: changeCustomer writes it
  return withTransaction(ctx, async (tx) => {
    const known = await findCustomer(tx.db, row.provider, person);
    if (!known) return item(kind, null, { reason: "Nobody here has bought or signed up under this id." });
    const patch = {
      ...(person.email !== null && { email: person.email }),
      ...(person.name !== null && { name: person.name }),
    };
    await changeCustomer(ctx, tx, known.id, patch, { source: "provider", correlationId, clickId: null });
    return item(kind, known.id);
  });
}

async function erase({ ctx, row }: Within, { kind, person }: Of<"erase">): Promise<ProducedItem> {
  const known = await findCustomer(ctx.db, row.provider, person);
  if (!known) return item(kind, null, { reason: "Nothing is kept of this person." });
  await deleteCustomer(ctx, known.id);
  return item(kind, known.id);
}

/** Two records of the provider turned out to be one person: what was credited to one is the other's from now on. */
async function merge({ ctx, row, correlationId }: Within, { kind, from, into }: Of<"merge">): Promise<ProducedItem> {
  const named = (externalId: string): Person => ({ externalId, email: null, name: null });
  // no audit: changeCustomer writes it where somebody is renamed
  return withTransaction(ctx, async (tx) => {
    const [old, kept] = [
      await findCustomer(tx.db, row.provider, named(from)),
      await findCustomer(tx.db, row.provider, named(into)),
    ];
    if (!old) return item(kind, kept?.id ?? null, { reason: "Nobody here was known under the old id." });
    if (kept) {
      await tx.db.conversion.updateMany({ where: { customerId: old.id }, data: { customerId: kept.id } });
      return item(kind, kept.id);
    }
    const [externalId] = customerIds(row.provider, named(into));
    await changeCustomer(ctx, tx, old.id, { externalId }, { source: "provider", correlationId, clickId: null });
    return item(kind, old.id);
  });
}

/** A person has to answer. Who asks stands in the receipt, and nowhere else. */
async function dataRequest({ ctx, row, correlationId }: Within): Promise<ProducedItem> {
  const news = {
    category: "integration_error",
    title: "A customer asks for their data",
    text: `${adapterOf(row.provider).manifest.name} passed on that a customer asks what is kept of them. The inbound event says who. Answer within a month.`,
    dedupeKey: `data-request:${correlationId}`,
  } as const;
  // no audit: the members are told, and nothing changes
  await withTransaction(ctx, (tx) => tellMembers(ctx, tx, news));
  return item("data_request", null, { reason: "The members were told to answer." });
}

async function uninstalled({ ctx, row }: Within): Promise<ProducedItem> {
  await disconnectedAtProvider(ctx, row.id);
  return item("uninstalled", row.id);
}

async function requested({ ctx, row, correlationId }: Within, action: Of<"request">): Promise<ProducedItem> {
  return item("request", null, { reason: await answerRequest(ctx, row, action, correlationId) });
}

async function scopes({ ctx, row }: Within, { kind, granted }: Of<"scopes">): Promise<ProducedItem> {
  // no audit: it was changed at the provider
  await ctx.db.installation.updateMany({ where: { id: row.id }, data: { scopes: granted } });
  return item(kind, row.id);
}
