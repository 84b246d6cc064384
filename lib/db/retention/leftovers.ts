import { edgePool } from "../client";
import { BATCH } from "./expired";

/** What no plan keeps: a table, what of it is over, and for how many hours it is kept after that. */
const LEFTOVERS = [
  ["idempotency_records", "created_at < $1", 24],
  ["outbox", "sent_at < $1", 1],
  ["oauth_states", "expires_at < $1", 24],
  ["forward_mutes", "until < $1", 24],
  // A day longer than any screen looks back.
  ["api_key_uses", "hour < $1", 31 * 24],
  ["sessions", "(expires_at < $1 OR ended_at < $1)", 30 * 24],
  // What a replay covered item by item; the replay itself, with its counts, is kept longer.
  ["replay_items", "replay_id IN (SELECT id FROM replays WHERE finished_at < $1)", 30 * 24],
  ["replays", "finished_at < $1", 90 * 24],
  // Providers repeat for days, not months; the key is what tells a repeat from news.
  ["receipt_keys", "received_at < $1", 90 * 24],
  // What was told and mailed, also what a server without mail never sent.
  ["verify_failures", "created_at < $1", 90 * 24],
  ["notices", "created_at < $1", 90 * 24],
  ["email_messages", "created_at < $1", 90 * 24],
  // A day longer than the longest plan keeps what they tell of.
  ["endpoint_ledger", "day < $1", 92 * 24],
  ["endpoint_tallies", "day < $1", 92 * 24],
  ["endpoint_stats", "slot < $1", 92 * 24],
  ["endpoint_type_stats", "slot < $1", 92 * 24],
] as const;

/** Deletes used-up rows of the whole server, in batches. */
export async function deleteLeftovers(now: Date): Promise<void> {
  for (const [table, isOver, hours] of LEFTOVERS) {
    const before = new Date(now.getTime() - hours * 3_600_000);
    for (let deleted = BATCH; deleted === BATCH;) {
      const { rowCount } = await edgePool().query({
        name: `expire-${table}`,
        text: `DELETE FROM ${table} WHERE ctid = ANY(ARRAY(SELECT ctid FROM ${table} WHERE ${isOver} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED))`,
        values: [before],
      });
      deleted = rowCount ?? 0;
    }
  }
}
