import type { ApiKey } from "@/lib/contracts/api-keys";
import { readUserNames } from "@/lib/db/users";
import { notFound } from "@/lib/shared/errors";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { type ApiKeyRow, toApiKey } from "./to-api-key";

/** @throws AppError NOT_FOUND for a foreign and a missing key alike */
export async function findApiKey(db: Context["db"], id: string): Promise<ApiKeyRow> {
  const row = await db.apiKey.findFirst({ where: { id } });
  if (!row) throw notFound("API key");
  return row;
}

/** What is shown of keys, with the names of who made them and how often they were used. */
export async function showApiKeys(ctx: Context, rows: readonly ApiKeyRow[]): Promise<ApiKey[]> {
  const ids = rows.map(({ id }) => id);
  const [names, day, month] = await Promise.all([
    readUserNames(rows.flatMap((row) => row.createdBy ?? [])),
    countUses(ctx, ids, DAY),
    countUses(ctx, ids, 30 * DAY),
  ]);
  return rows.map((row) =>
    toApiKey(row, names, { last24Hours: day.get(row.id) ?? 0, last30Days: month.get(row.id) ?? 0 }),
  );
}

export async function showApiKey(ctx: Context, row: ApiKeyRow): Promise<ApiKey> {
  const [shown] = await showApiKeys(ctx, [row]);
  if (!shown) throw notFound("API key");
  return shown;
}

/** Of the hours that began within that time. */
async function countUses(
  ctx: Context,
  keyIds: readonly string[],
  withinMs: number,
): Promise<ReadonlyMap<string, number>> {
  const sums = await ctx.db.apiKeyUse.groupBy({
    by: ["keyId"],
    where: { keyId: { in: [...keyIds] }, hour: { gt: new Date(Date.now() - withinMs) } },
    _sum: { count: true },
  });
  return new Map(sums.map(({ keyId, _sum }) => [keyId, _sum.count ?? 0]));
}

/** One key. @throws AppError NOT_FOUND */
export const getApiKey = async (ctx: Context, id: string): Promise<ApiKey> =>
  showApiKey(ctx, await findApiKey(ctx.db, id));
