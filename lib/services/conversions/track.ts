import type { TrackConversion, TrackedConversion } from "@/lib/contracts/conversions";
import { jsonColumn } from "@/lib/db/json-column";
import { invalid, notFound } from "@/lib/shared/errors";
import { idPattern, newId } from "@/lib/shared/ids";
import { DAY, iso } from "@/lib/shared/time";

import type { Context } from "../context";
import { knownCustomer } from "../customers/change";
import { type Transaction, withTransaction } from "../transaction";
import { classOf } from "./class-of";
import { type ConversionRow, creditedTo, moneyOf } from "./facts";
import { toDecimalText, toMinorUnits } from "./money";

const ATTRIBUTION_DAYS = 30;
const CLICK_ID = idPattern("click");

type ClickWithLink = Awaited<ReturnType<typeof clickWithin>>;
type Money = { amount: bigint; currency: string } | null;

/**
 * Records a lead or a sale for a click of the last 30 days and announces it. A repeated order id answers the first
 * conversion, whatever else was sent, and records nothing.
 * @throws AppError NOT_FOUND for an unknown click, VALIDATION_ERROR for an old one or an amount that is not exact
 */
export async function trackConversion(ctx: Context, input: TrackConversion): Promise<TrackedConversion> {
  const money: Money =
    input.value === undefined ? null : { amount: toMinorUnits(input.value, input.currency), currency: input.currency };
  const id = newId("conversion");
  return withTransaction(ctx, async (tx) => {
    const first = await firstOfOrder(tx, input.orderId);
    if (first) return answer(first, true);
    const click = await clickWithin(tx, input.clickId);
    const { count } = await tx.db.conversion.createMany({
      data: {
        id,
        workspaceId: ctx.workspace.id,
        class: classOf(input.event, money !== null),
        eventName: input.event,
        linkId: click.linkId,
        clickId: click.id,
        orderId: input.orderId ?? null,
        amount: money?.amount ?? null,
        currency: money?.currency ?? null,
        attribution: "click",
        metadata: jsonColumn(input.metadata),
      },
      // A report of the same order that commits while this one runs: it was the first.
      skipDuplicates: true,
    });
    const row =
      count > 0 ? await tx.db.conversion.findFirstOrThrow({ where: { id } }) : await firstOfOrder(tx, input.orderId);
    if (!row) throw new Error("A conversion was neither written nor found.");
    if (count === 0) return answer(row, true);
    await tx.audit({ action: "conversion.track", objectType: "conversion", objectId: id, objectName: row.eventName });
    await announce(ctx, tx, row, click, input);
    return answer(row, false);
  });
}

async function firstOfOrder(tx: Transaction, orderId: string | undefined): Promise<ConversionRow | null> {
  return orderId === undefined ? null : tx.db.conversion.findFirst({ where: { orderId } });
}

async function clickWithin(tx: Transaction, id: string) {
  const click = CLICK_ID.test(id) ? await tx.db.click.findFirst({ where: { id }, include: { link: true } }) : null;
  if (!click) throw notFound("click");
  if (click.createdAt.getTime() < Date.now() - ATTRIBUTION_DAYS * DAY) {
    throw invalid("clickId", `This click is older than the attribution window of ${ATTRIBUTION_DAYS} days.`);
  }
  return click;
}

async function announce(
  ctx: Context,
  tx: Transaction,
  row: ConversionRow,
  click: ClickWithLink,
  input: TrackConversion,
): Promise<void> {
  // Everything that one call sets off can be found together.
  const origin = { source: "conversion" as const, correlationId: ctx.requestId, clickId: click.id };
  const customer = input.customer ? (await knownCustomer(ctx, tx, input.customer, origin)).row : null;
  if (customer) await tx.db.conversion.updateMany({ where: { id: row.id }, data: { customerId: customer.id } });
  const credited = creditedTo("click", { customer, click, link: click.link });
  const common = {
    linkId: click.linkId,
    customerId: customer?.id ?? null,
    source: origin.source,
    correlationId: origin.correlationId,
    actor: ctx.actor.id,
  };
  const fact = { id: row.id, eventName: row.eventName, metadata: input.metadata };
  if (row.class === "lead") {
    await tx.emit({ ...common, type: "lead.created", data: { ...fact, ...credited } });
    return;
  }
  // A sale that names no value is one of nothing: the type's amount is never missing.
  const amount = row.amount ?? 0n;
  const currency = row.currency ?? input.currency;
  await tx.emit({
    ...common,
    type: "sale.created",
    data: { ...fact, orderId: row.orderId, ...moneyOf(amount, currency), ...credited },
  });
}

const answer = (row: ConversionRow, duplicate: boolean): TrackedConversion => ({
  conversionId: row.id,
  clickId: row.clickId ?? "",
  event: row.eventName,
  class: row.class,
  value: row.amount === null || row.currency === null ? null : Number(toDecimalText(row.amount, row.currency)),
  currency: row.currency,
  orderId: row.orderId,
  tracked: true,
  duplicate,
  timestamp: iso(row.createdAt),
});
