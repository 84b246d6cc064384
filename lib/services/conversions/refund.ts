import type { EventDataInput } from "@/lib/contracts/event-types";
import { lockConversion } from "@/lib/db/conversions/lock";
import { notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { type Transaction, withTransaction } from "../transaction";
import { type ConversionRow, creditedTo, moneyOf } from "./facts";

export interface RefundReport {
  /** The order of the sale, as it was recorded. */
  orderId: string;
  /** The business fact: the same refund reported again has the same key. Holds the provider and its account. */
  key: string;
  /** The refund's id at the provider. */
  refundId: string | null;
  /** In minor units of the sale's currency. */
  amount: bigint;
  /** The integration that reported it. */
  provider: string | null;
  correlationId: string | null;
  occurredAt?: Date;
}

export interface RecordedRefund {
  conversionId: string;
  /** What was counted: never more than what was left of the sale. In minor units. */
  amount: bigint;
  /** It was reported before, or nothing was left: nothing was recorded now. */
  duplicate: boolean;
}

/**
 * Records money given back of a sale and announces it once, in whole or in part. Refunds of one sale together are never
 * more than the sale.
 * @throws AppError NOT_FOUND when no sale of this order was recorded; a provider may report the refund first
 */
export async function recordRefund(ctx: Context, report: RefundReport): Promise<RecordedRefund> {
  return withTransaction(ctx, async (tx) => {
    const sale = await tx.db.conversion.findFirst({ where: { orderId: report.orderId, class: "sale" } });
    if (!sale) throw notFound("sale");
    if (await isRecorded(tx, report.key)) return { conversionId: sale.id, amount: 0n, duplicate: true };
    await lockConversion(tx.sql, ctx.workspace.id, sale.id);
    const left = (sale.amount ?? 0n) - (await givenBack(tx, sale.id));
    const amount = report.amount < left ? report.amount : left;
    const recorded = amount > 0n && (await insert(ctx, tx, sale.id, report.key, amount));
    if (!recorded) return { conversionId: sale.id, amount: 0n, duplicate: true };
    await tx.audit({
      action: "conversion.refund",
      objectType: "conversion",
      objectId: sale.id,
      objectName: sale.eventName,
      after: { amount: Number(amount), currency: sale.currency },
    });
    await announce(ctx, tx, sale, report, { amount, full: amount === left });
    return { conversionId: sale.id, amount, duplicate: false };
  });
}

/** Most repeats come long after the first, and need not wait for anybody. */
const isRecorded = async (tx: Transaction, key: string): Promise<boolean> =>
  (await tx.db.refund.findFirst({ where: { key }, select: { id: true } })) !== null;

async function givenBack(tx: Transaction, conversionId: string): Promise<bigint> {
  const { _sum } = await tx.db.refund.aggregate({ where: { conversionId }, _sum: { amount: true } });
  return _sum.amount ?? 0n;
}

async function insert(
  ctx: Context,
  tx: Transaction,
  conversionId: string,
  key: string,
  amount: bigint,
): Promise<boolean> {
  const { count } = await tx.db.refund.createMany({
    data: { id: newId("refund"), workspaceId: ctx.workspace.id, conversionId, key, amount },
    skipDuplicates: true,
  });
  return count > 0;
}

async function announce(
  ctx: Context,
  tx: Transaction,
  sale: ConversionRow,
  report: RefundReport,
  { amount, full }: { amount: bigint; full: boolean },
): Promise<void> {
  const { customer, click, link } = await tx.db.conversion.findFirstOrThrow({
    where: { id: sale.id },
    include: { customer: true, click: true, link: true },
  });
  const currency = sale.currency ?? "USD";
  await tx.emit({
    type: "sale.refunded",
    data: {
      id: sale.id,
      eventName: sale.eventName,
      orderId: sale.orderId,
      ...moneyOf(sale.amount ?? 0n, currency),
      provider: report.provider,
      metadata: metadataOf(sale),
      refund: { id: report.refundId, ...moneyOf(amount, currency), full },
      ...creditedTo(attributionOf(sale), { customer, click, link }),
    },
    linkId: sale.linkId,
    customerId: sale.customerId,
    source: report.provider === null ? "conversion" : "provider",
    correlationId: report.correlationId,
    actor: ctx.actor.id,
    ...(report.occurredAt && { occurredAt: report.occurredAt }),
  });
}

type SaleData = EventDataInput<"sale.refunded">;

/** Stored as it passed the schema when the sale was recorded; null once its customer is erased. */
const metadataOf = ({ metadata }: ConversionRow): NonNullable<SaleData["metadata"]> =>
  (metadata ?? {}) as NonNullable<SaleData["metadata"]>;

const attributionOf = ({ attribution }: ConversionRow): NonNullable<SaleData["attribution"]> =>
  attribution === "click" || attribution === "customer" ? attribution : "none";
