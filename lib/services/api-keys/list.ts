import type { ApiKey, ListApiKeys } from "@/lib/contracts/api-keys";
import type { PageMeta } from "@/lib/contracts/operation";

import type { Context } from "../context";
import { showApiKeys } from "./find";
import { type KeyState, SOON } from "./to-api-key";

/** A page of keys, newest first; revoked and expired ones stay, so that it can be seen what they were. */
export async function listApiKeys(
  ctx: Context,
  { page, limit, state }: ListApiKeys,
): Promise<{ data: ApiKey[]; meta: PageMeta }> {
  const where = state === undefined ? {} : inState(state, new Date());
  const [rows, total] = await Promise.all([
    ctx.db.apiKey.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.apiKey.count({ where }),
  ]);
  return { data: await showApiKeys(rows), meta: { page, limit, hasMore: page * limit < total, total } };
}

/** The same rules as `stateOf`, for the database. */
function inState(state: KeyState, now: Date) {
  const soon = new Date(now.getTime() + SOON);
  const living = { revokedAt: null };
  switch (state) {
    case "revoked":
      return { revokedAt: { not: null } };
    case "expired":
      return { ...living, expiresAt: { lte: now } };
    case "rotating":
      return { ...living, replacedBy: { not: null }, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
    case "expires_soon":
      return { ...living, replacedBy: null, expiresAt: { gt: now, lte: soon } };
    case "active":
      return { ...living, replacedBy: null, OR: [{ expiresAt: null }, { expiresAt: { gt: soon } }] };
  }
}
