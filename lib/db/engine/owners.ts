import { Client } from "pg";

import { poolConfig } from "../pool";
import { engineDatabaseUrl, enginePool } from "./pool";

export const CHANNELS = ["linquid_outbox", "linquid_due", "linquid_routing", "linquid_replay", "linquid_work"] as const;
/** Held for as long as the engine lives; ending it lets go of the lock. */
export interface OwnerConnection {
  end(): Promise<void>;
}

export type Channel = (typeof CHANNELS)[number];

/**
 * The engine's own connection: it holds the advisory lock that says "this engine lives" and listens for wake-ups. It
 * must be a direct one; a pooler in transaction mode would give the lock to somebody else.
 */
export async function connectOwner(
  id: string,
  on: { notice: (channel: Channel, payload: string) => void; lost: (error: Error) => void },
): Promise<OwnerConnection> {
  const {
    statement_timeout: _none,
    query_timeout: _never,
    ...config
  } = poolConfig({ url: engineDatabaseUrl(), max: 1, name: "linquid-owner" });
  const client = new Client({ ...config, idle_in_transaction_session_timeout: 0 });
  let lost = false;
  const loseOnce = (error: Error): void => {
    if (lost) return;
    lost = true;
    on.lost(error);
  };
  client.on("error", loseOnce);
  client.on("end", () => loseOnce(new Error("The engine's connection ended.")));
  client.on("notification", ({ channel, payload }) => on.notice(channel as Channel, payload ?? ""));
  await client.connect();
  await client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [id]);
  await client.query("INSERT INTO engines (id, lock_key) VALUES ($1, hashtextextended($1, 0)) ON CONFLICT DO NOTHING", [
    id,
  ]);
  await client.query(CHANNELS.map((channel) => `LISTEN ${channel}`).join("; "));
  return client;
}

/** Engines whose lock can be had are dead: the server releases a lock when its connection, so its process, is gone. */
export async function findDeadOwners(self: string): Promise<string[]> {
  const client = await enginePool().connect();
  try {
    const { rows } = await client.query<{ id: string; dead: boolean }>(
      "SELECT id, pg_try_advisory_lock(lock_key) AS dead FROM engines WHERE id <> $1",
      [self],
    );
    const dead = rows.filter((row) => row.dead).map((row) => row.id);
    if (dead.length > 0)
      await client.query("SELECT pg_advisory_unlock(lock_key) FROM engines WHERE id = ANY($1)", [dead]);
    return dead;
  } finally {
    client.release();
  }
}

/** Forgets owners that have no unfinished rows left. */
export async function forgetOwners(ids: readonly string[]): Promise<void> {
  await enginePool().query({ name: "forget_owners", text: "DELETE FROM engines WHERE id = ANY($1)", values: [ids] });
}
