import { LRUCache } from "lru-cache";

import { findKeyHolder, type KeyHolder } from "@/lib/db/edge/key-holders";

import { hashApiKey, parseApiKey } from "./api-keys";

export type { KeyHolder };

/** A revoked key works at most this long in each process (K5 allows 5 s). */
const REMEMBERED_MS = 3_000;

// Misses are remembered as well, and parallel questions for one key are one question.
const holders = new LRUCache<string, { holder: KeyHolder | null }>({
  max: 10_000,
  ttl: REMEMBERED_MS,
  fetchMethod: async (hash) => ({ holder: await findKeyHolder(hash) }),
});

/** Who holds this key; null for what is no key, is unknown, revoked or expired. What cannot be a key costs no query. */
export async function keyHolder(key: string): Promise<KeyHolder | null> {
  if (!parseApiKey(key)) return null;
  const found = await holders.fetch(hashApiKey(key));
  const holder = found?.holder ?? null;
  return holder && (!holder.expiresAt || holder.expiresAt.getTime() > Date.now()) ? holder : null;
}
