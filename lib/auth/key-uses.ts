import { LRUCache } from "lru-cache";

import { type KeyUse, writeKeyUses } from "@/lib/db/edge/key-uses";
import { logger } from "@/lib/observability/logger";
import { HOUR, MINUTE, SECOND } from "@/lib/shared/time";

import type { KeyHolder } from "./key-holder";

/** What was not written by then is lost with the process: an unused key must look unused, not every call be counted. */
const WRITE_AFTER_MS = 2 * SECOND;
/** A busy key is written this often at most (K5). */
const EACH_MS = MINUTE;

const waiting = new Map<string, KeyUse>();
const writtenAt = new LRUCache<string, number>({ max: 10_000 });
let timer: NodeJS.Timeout | null = null;
let writing: Promise<void> = Promise.resolve();

/** Notes that a key was used. Costs the request nothing: it is written later, together with others. */
export function noteKeyUse(
  { keyId, workspace }: KeyHolder,
  { address, asked }: Pick<KeyUse, "address" | "asked">,
  now = Date.now(),
): void {
  const hour = new Date(Math.floor(now / HOUR) * HOUR);
  add({ workspaceId: workspace.id, keyId, hour, count: 1, lastAt: new Date(now), address, asked });
}

function add(use: KeyUse): void {
  const name = `${use.keyId} ${use.hour.getTime()}`;
  const known = waiting.get(name);
  const [older, newer] = known && known.lastAt > use.lastAt ? [use, known] : [known, use];
  waiting.set(name, { ...newer, count: newer.count + (older?.count ?? 0) });
  timer ??= setTimeout(() => void writeKeyUsesNoted(), WRITE_AFTER_MS).unref();
}

/**
 * Writes what was noted of keys whose turn it is, or of all of them. Resolves when it is written, or was refused: then
 * it waits for the next time.
 */
export function writeKeyUsesNoted({ all = false, now = Date.now() } = {}): Promise<void> {
  if (timer) clearTimeout(timer);
  timer = null;
  const due = [...waiting].filter(([, { keyId }]) => all || (writtenAt.get(keyId) ?? 0) <= now - EACH_MS);
  for (const [name, { keyId }] of due) {
    waiting.delete(name);
    writtenAt.set(keyId, now);
  }
  if (waiting.size > 0) timer = setTimeout(() => void writeKeyUsesNoted(), WRITE_AFTER_MS).unref();
  const uses = due.map(([, use]) => use);
  writing = writing.then(async () => {
    if (uses.length === 0) return;
    await writeKeyUses(uses).catch((error: unknown) => {
      logger.warn({ error }, "What API keys were used for was not written");
      for (const use of uses) add(use);
    });
  });
  return writing;
}
