import type { ApiKey, KEY_STATES } from "@/lib/contracts/api-keys";
import { DAY, iso } from "@/lib/shared/time";
import { MASK } from "@/lib/webhooks/redaction";

export interface ApiKeyRow {
  id: string;
  name: string;
  prefix: string;
  lastFour: string;
  scopes: string[];
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  lastUsedFrom: string | null;
  lastUsedFor: string | null;
  replacedBy: string | null;
  revokedAt: Date | null;
}

export type KeyState = (typeof KEY_STATES)[number];

/** Announced this long before it happens. */
export const SOON = 7 * DAY;

export function stateOf(row: ApiKeyRow, now = Date.now()): KeyState {
  if (row.revokedAt) return "revoked";
  const left = row.expiresAt ? row.expiresAt.getTime() - now : Infinity;
  if (left <= 0) return "expired";
  if (row.replacedBy) return "rotating";
  return left <= SOON ? "expires_soon" : "active";
}

/** @param names of the people who made keys, by id */
export const toApiKey = (row: ApiKeyRow, names: ReadonlyMap<string, string>, requests: ApiKey["requests"]): ApiKey => ({
  id: row.id,
  name: row.name,
  keyHint: `${row.prefix}${MASK}${row.lastFour}`,
  scopes: row.scopes,
  state: stateOf(row),
  createdBy: row.createdBy === null ? null : { id: row.createdBy, name: names.get(row.createdBy) ?? "Someone" },
  createdAt: iso(row.createdAt),
  expiresAt: row.expiresAt && iso(row.expiresAt),
  lastUsedAt: row.lastUsedAt && iso(row.lastUsedAt),
  lastUsedFrom: row.lastUsedFrom,
  lastUsedFor: row.lastUsedFor,
  requests,
  replacedBy: row.replacedBy,
});
