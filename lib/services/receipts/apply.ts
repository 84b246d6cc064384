import type { ProducedItem } from "@/lib/contracts/receipts";
import { wakeWaiting } from "@/lib/db/receipts/claim";
import type { Action, Person } from "@/lib/integrations/actions";
import { AppError } from "@/lib/shared/errors";

import type { Context } from "../context";
import { recordProviderFact } from "../conversions/record";
import { recordRefund } from "../conversions/refund";
import { changeCustomer } from "../customers/change";
import { deleteCustomer } from "../customers/delete";
import { disconnectedAtProvider } from "../installations/disconnect";
import type { FullRow } from "../installations/find";
import { withTransaction } from "../transaction";
import { recordEmailStatus } from "./email-status";
import { customerIds, findCustomer } from "./person";

/** A refund came before its sale. */
export class WaitsForSale extends Error {
  override readonly name = "WaitsForSale";
  constructor(readonly saleKey: string) {
    super("The sale was not recorded yet.");
  }
}

type Of<Kind extends Action["kind"]> = Extract<Action, { kind: Kind }>;

/**
 * Carries out what a notice comes to. Each action counts once for its business fact, so doing all of it again after a
 * crash in the middle is harmless.
 * @param correlationId the receipt: everything that follows can be found by it
 * @throws WaitsForSale, AmountError
 */
export async function applyActions(
  ctx: Context,
  row: FullRow,
  correlationId: string,
  actions: readonly Action[],
): Promise<ProducedItem[]> {
  const produced: ProducedItem[] = [];
  for (const action of actions) produced.push(await apply({ ctx, row, correlationId }, action));
  return produced;
}

interface Within {
  ctx: Context;
  row: FullRow;
  correlationId: string;
}

function apply(within: Within, action: Action): Promise<ProducedItem> {
  switch (action.kind) {
    case "lead":
    case "sale":
      return fact(within, action);
    case "refund":
      return refund(within, action);
    case "sale_canceled":
      return canceled(within, action);
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
    case "email":
      return recordEmailStatus(within.ctx, action);
    case "refund_failed":
      return noted(action, "The refund did not go through; what was announced of it stays in the log.");
    case "dispute":
      return noted(action, action.state === "won" ? "The dispute was won: the sale stays." : "The sale is disputed.");
    case "data_request":
      return noted(action, "Somebody asks what is kept of them. Answer them within a month.");
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

async function fact({ ctx, row, correlationId }: Within, action: Of<"lead"> | Of<"sale">): Promise<ProducedItem> {
  const [externalId] = customerIds(row.provider, action.person);
  const { conversionId, duplicate, reason } = await recordProviderFact(ctx, {
    ...(action.kind === "sale"
      ? { class: "sale", money: { amount: action.amount, currency: action.currency }, recurring: action.recurring }
      : { class: "lead", money: null, recurring: false }),
    key: action.key,
    eventName: action.eventName,
    clickId: action.clickId,
    customer: externalId === undefined ? null : { externalId, email: action.person.email, name: action.person.name },
    provider: row.provider,
    correlationId,
    occurredAt: action.occurredAt === null ? null : new Date(action.occurredAt),
  });
  if (action.kind === "sale" && !duplicate) await wakeWaiting(ctx.workspace.id, action.key);
  return item(action.kind, conversionId, { duplicate, reason });
}

async function refund(within: Within, action: Of<"refund">): Promise<ProducedItem> {
  return giveBack(within, action, { amount: action.amount, refundId: action.refundId, currency: action.currency });
}

/** Whatever is left of the sale is given back. */
async function canceled(within: Within, action: Of<"sale_canceled">): Promise<ProducedItem> {
  return giveBack(within, action, { amount: null, refundId: null, currency: null });
}

async function giveBack(
  { ctx, row, correlationId }: Within,
  { kind, key, saleKey, occurredAt }: Of<"refund"> | Of<"sale_canceled">,
  given: { amount: bigint | null; refundId: string | null; currency: string | null },
): Promise<ProducedItem> {
  const sale = await ctx.db.conversion.findFirst({
    where: { orderId: saleKey, class: "sale" },
    select: { amount: true, currency: true },
  });
  if (!sale) throw new WaitsForSale(saleKey);
  if (given.currency !== null && given.currency !== sale.currency)
    return item(kind, null, { reason: `The refund is in ${given.currency}, the sale in ${sale.currency ?? "none"}.` });
  try {
    const { conversionId, duplicate } = await recordRefund(ctx, {
      orderId: saleKey,
      key,
      refundId: given.refundId,
      amount: given.amount ?? sale.amount ?? 0n,
      provider: row.provider,
      correlationId,
      ...(occurredAt !== null && { occurredAt: new Date(occurredAt) }),
    });
    return item(kind, conversionId, { duplicate });
  } catch (error) {
    throw error instanceof AppError && error.error === "NOT_FOUND" ? new WaitsForSale(saleKey) : error;
  }
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

async function uninstalled({ ctx, row }: Within): Promise<ProducedItem> {
  await disconnectedAtProvider(ctx, row.id);
  return item("uninstalled", row.id);
}

async function scopes({ ctx, row }: Within, { kind, granted }: Of<"scopes">): Promise<ProducedItem> {
  // no audit: it was changed at the provider
  await ctx.db.installation.updateMany({ where: { id: row.id }, data: { scopes: granted } });
  return item(kind, row.id);
}
