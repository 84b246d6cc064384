import type { ApiKey, ListApiKeys } from "@/lib/contracts/api-keys";
import type { PageMeta } from "@/lib/contracts/operation";
import { DAY } from "@/lib/shared/time";

import type { Context } from "../context";
import { showApiKeys } from "./find";
import { type KeyState, SOON } from "./to-api-key";

/** A page of keys, newest first; revoked and expired ones stay, so that it can be seen what they were. */
export async function listApiKeys(
  ctx: Context,
  { page, limit, ...filters }: ListApiKeys,
): Promise<{ data: ApiKey[]; meta: PageMeta }> {
  const where = whereOf(filters, new Date());
  const [rows, total] = await Promise.all([
    ctx.db.apiKey.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (page - 1) * limit,
      take: limit,
    }),
    ctx.db.apiKey.count({ where }),
  ]);
  return { data: await showApiKeys(ctx, rows), meta: { page, limit, hasMore: page * limit < total, total } };
}

const UNUSED_MS = 30 * DAY;

function whereOf({ state, createdBy, use }: Pick<ListApiKeys, "state" | "createdBy" | "use">, now: Date) {
  const before = { lt: new Date(now.getTime() - UNUSED_MS) };
  return {
    AND: [
      state ? { OR: state.map((each) => inState(each, now)) } : {},
      createdBy === undefined ? {} : { createdBy },
      use === "never" ? { lastUsedAt: null } : {},
      use === "not_in_30_days" ? { createdAt: before, OR: [{ lastUsedAt: null }, { lastUsedAt: before }] } : {},
    ],
  };
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
