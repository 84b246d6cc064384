import type { KeysetMeta } from "@/lib/contracts/operation";
import { type ListReceipts, type Receipt, RECEIPT_STATES, type ReceiptDetail } from "@/lib/contracts/receipts";
import { requeueReceipt } from "@/lib/db/receipts/claim";
import { AppError, notFound } from "@/lib/shared/errors";
import { iso, isoOrNull } from "@/lib/shared/time";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { traceOfReceipt } from "../events/trace";
import { getInstallationRow } from "../installations/find";
import { keysetOf, keysetPage, readEach } from "../keyset";
import { withTransaction } from "../transaction";
import { openRequest } from "./sealed-request";

type FullReceipt = NonNullable<Awaited<ReturnType<Context["db"]["receipt"]["findFirst"]>>>;
type Row = Omit<FullReceipt, "headers" | "body">;
type ReceiptState = (typeof RECEIPT_STATES)[number];

/** What a provider told us, newest first. @throws AppError NOT_FOUND, VALIDATION_ERROR for a cursor that is not ours */
export async function listReceipts(
  ctx: Context,
  installationId: string,
  input: ListReceipts,
): Promise<{ data: Receipt[]; meta: KeysetMeta }> {
  await getInstallationRow(ctx.db, installationId);
  const keyset = keysetOf(input);
  const { topic, start, end, q } = input;
  const read = async (state?: ReceiptState) => {
    const found = await ctx.db.receipt.findMany({
      where: {
        installationId,
        ...(state && { state }),
        ...(topic && { topic }),
        ...(q && { externalId: q }),
        AND: [
          { receivedAt: { gte: retainedSince(ctx) } },
          start ? { receivedAt: { gte: start } } : {},
          end ? { receivedAt: { lte: end } } : {},
          byReceived(keyset.where),
        ],
      },
      orderBy: keyset.cursor?.direction === "before" ? OLDEST_FIRST : NEWEST_FIRST,
      take: keyset.take,
      omit: { headers: true, body: true },
    });
    return found.map((row) => ({ ...row, createdAt: row.receivedAt }));
  };
  const states = input.state ?? (topic ? RECEIPT_STATES : null);
  const { rows, meta } = keysetPage(keyset, states ? await readEach(keyset, states, read) : await read());
  return { data: rows.map(toReceipt), meta };
}

const NEWEST_FIRST = [{ receivedAt: "desc" as const }, { id: "desc" as const }];
const OLDEST_FIRST = [{ receivedAt: "asc" as const }, { id: "asc" as const }];

/** A keyset names the time of a row `createdAt`; a receipt has its own word for it. */
function byReceived(where: object): object {
  return Object.fromEntries(
    Object.entries(where as Record<string, unknown>).map(([key, value]) => [
      key === "createdAt" ? "receivedAt" : key,
      Array.isArray(value) ? (value as object[]).map(byReceived) : value,
    ]),
  );
}

/** @throws AppError NOT_FOUND */
export async function getReceipt(ctx: Context, installationId: string, id: string): Promise<ReceiptDetail> {
  const row = await findReceipt(ctx, installationId, id);
  const payloadVisible = ctx.can("deliveries:read_payload");
  const request = payloadVisible ? openRequest(row) : null;
  return {
    ...toReceipt(row),
    headers: request ? request.headers.map(([name, value]) => [name, value]) : null,
    body: request?.body.toString() ?? null,
    payloadVisible,
    correlationId: row.correlationId,
    trace: await traceOfReceipt(ctx, row.correlationId),
  };
}

/**
 * Has one processed again, with the settings as they are now; what it brought about before is not brought about twice.
 * @throws AppError NOT_FOUND, CONFLICT while it is being processed or once what it said was erased
 */
export async function reprocessReceipt(ctx: Context, installationId: string, id: string): Promise<Receipt> {
  const row = await findReceipt(ctx, installationId, id);
  if (row.body === null) throw new AppError("CONFLICT", "What it said was erased.");
  await withTransaction(ctx, (tx) =>
    tx.audit({ action: "receipt.reprocess", objectType: "receipt", objectId: id, objectName: row.topic }),
  );
  if (!(await requeueReceipt(ctx.workspace.id, id))) throw new AppError("CONFLICT", "It is being processed now.");
  return toReceipt(await findReceipt(ctx, installationId, id));
}

/** @throws AppError NOT_FOUND */
export async function findReceipt(ctx: Context, installationId: string, id: string): Promise<FullReceipt> {
  const row = await ctx.db.receipt.findFirst({
    where: { id, installationId, receivedAt: { gte: retainedSince(ctx) } },
  });
  if (!row) throw notFound("receipt");
  return row;
}

const toReceipt = (row: Row): Receipt => ({
  id: row.id,
  installationId: row.installationId ?? "",
  provider: row.provider,
  externalId: row.externalId,
  topic: row.topic,
  state: row.state,
  reason: row.reason,
  error: row.error,
  livemode: row.livemode,
  // Written by `applyActions` in this very shape.
  produced: Array.isArray(row.produced) ? (row.produced as Receipt["produced"]) : [],
  attempts: row.attempts,
  nextAttemptAt: row.state === "received" ? iso(row.nextAttemptAt) : null,
  occurredAt: isoOrNull(row.occurredAt),
  receivedAt: iso(row.receivedAt),
  processedAt: isoOrNull(row.processedAt),
});
