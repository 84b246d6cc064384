import { newUnguessableId } from "@/lib/shared/ids";

import { edgePool } from "../client";

export interface LiveSession {
  id: string;
  userId: string;
  userName: string;
}

/** The session if it has neither ended nor expired. Notes at most once a minute that it was seen. */
export async function findLiveSession(id: string): Promise<LiveSession | null> {
  const { rows } = await edgePool().query<{ id: string; user_id: string; name: string; stale: boolean }>({
    name: "find-live-session",
    text: `SELECT s.id, s.user_id, u.name, s.last_seen_at < now() - interval '1 minute' AS stale
             FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now()`,
    values: [id],
  });
  const [row] = rows;
  if (!row) return null;
  if (row.stale)
    await edgePool().query({
      name: "touch-session",
      text: "UPDATE sessions SET last_seen_at = now() WHERE id = $1",
      values: [id],
    });
  return { id: row.id, userId: row.user_id, userName: row.name };
}

/** A new session, always with an id of its own, so that nobody can be made to sign in with an id somebody else knows. */
export async function insertSession(
  userId: string,
  about: { userAgent: string | null; address: string | null; lastsS: number },
): Promise<string> {
  const id = newUnguessableId("session");
  await edgePool().query({
    name: "insert-session",
    text: `INSERT INTO sessions (id, user_id, user_agent, address, created_at, last_seen_at, expires_at)
           VALUES ($1, $2, $3, $4, now(), now(), now() + make_interval(secs => $5))`,
    values: [id, userId, about.userAgent?.slice(0, 512) ?? null, about.address, about.lastsS],
  });
  return id;
}

/** Ends one session; the next request with it is refused. */
export async function endSession(id: string): Promise<void> {
  await edgePool().query({
    name: "end-session",
    text: "UPDATE sessions SET ended_at = now() WHERE id = $1 AND ended_at IS NULL",
    values: [id],
  });
}

/** Whom an e-mail address belongs to, with what is needed to check the password. */
export async function findAccountByEmail(
  email: string,
): Promise<{ userId: string; passwordHash: string | null } | null> {
  const { rows } = await edgePool().query<{ id: string; password_hash: string | null }>({
    name: "find-account-by-email",
    text: "SELECT id, password_hash FROM users WHERE email = $1",
    values: [email],
  });
  return rows[0] ? { userId: rows[0].id, passwordHash: rows[0].password_hash } : null;
}
