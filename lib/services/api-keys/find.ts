import type { ApiKey } from "@/lib/contracts/api-keys";
import { readUserNames } from "@/lib/db/users";
import { notFound } from "@/lib/shared/errors";

import type { Context } from "../context";
import { type ApiKeyRow, toApiKey } from "./to-api-key";

/** @throws AppError NOT_FOUND for a foreign and a missing key alike */
export async function findApiKey(db: Context["db"], id: string): Promise<ApiKeyRow> {
  const row = await db.apiKey.findFirst({ where: { id } });
  if (!row) throw notFound("API key");
  return row;
}

/** What is shown of keys, with the names of who made them. */
export async function showApiKeys(rows: readonly ApiKeyRow[]): Promise<ApiKey[]> {
  const names = await readUserNames(rows.flatMap((row) => row.createdBy ?? []));
  return rows.map((row) => toApiKey(row, names));
}

export async function showApiKey(row: ApiKeyRow): Promise<ApiKey> {
  const names = await readUserNames(row.createdBy === null ? [] : [row.createdBy]);
  return toApiKey(row, names);
}

/** One key. @throws AppError NOT_FOUND */
export const getApiKey = async (ctx: Context, id: string): Promise<ApiKey> => showApiKey(await findApiKey(ctx.db, id));
