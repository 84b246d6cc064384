import { newUnguessableId } from "@/lib/shared/ids";

import { edgePool } from "../client";
import { noteUse } from "./note-use";

export interface LiveSession {
  id: string;
  userId: string;
  userName: string;
  /** When the person last showed who they are. */
  confirmedAt: Date;
}

/** The session if it has neither ended nor expired. Notes at most once a minute that it was seen. */
export async function findLiveSession(id: string): Promise<LiveSession | null> {
  const { rows } = await edgePool().query<{
    id: string;
    user_id: string;
    name: string;
    confirmed_at: Date;
    stale: boolean;
  }>({
    name: "find-live-session",
    text: `SELECT s.id, s.user_id, u.name, s.confirmed_at, s.last_seen_at < now() - interval '1 minute' AS stale
             FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.id = $1 AND s.ended_at IS NULL AND s.expires_at > now()`,
    values: [id],
  });
  const [row] = rows;
  if (!row) return null;
  if (row.stale) await noteUse("touch-session", "UPDATE sessions SET last_seen_at = now() WHERE id = $1", id);
  return { id: row.id, userId: row.user_id, userName: row.name, confirmedAt: row.confirmed_at };
}

/**
 * A new session, always with an id of its own, so that nobody can be made to sign in with an id somebody else knows.
 * Null when the account is gone, or when `ifPasswordHash` is given and is the password's no longer.
 */
export async function insertSession(
  userId: string,
  about: { userAgent: string | null; address: string | null; lastsS: number; ifPasswordHash?: string | null },
): Promise<string | null> {
  const { rows } = await edgePool().query<{ id: string }>({
    name: "insert-session",
    text: `INSERT INTO sessions (id, user_id, user_agent, address, created_at, last_seen_at, confirmed_at, expires_at)
           SELECT $1, u.id, $3, $4, now(), now(), now(), now() + make_interval(secs => $5)
             FROM users u WHERE u.id = $2 AND ($6::text IS NULL OR u.password_hash = $6)
              FOR SHARE
           RETURNING id`,
    values: [
      newUnguessableId("session"),
      userId,
      about.userAgent?.slice(0, 512) ?? null,
      about.address,
      about.lastsS,
      about.ifPasswordHash ?? null,
    ],
  });
  return rows[0]?.id ?? null;
}

/** Notes that whoever has this session showed again who they are. Null when it has ended meanwhile. */
export async function confirmSession(id: string): Promise<Date | null> {
  const { rows } = await edgePool().query<{ confirmed_at: Date }>({
    name: "confirm-session",
    text: `UPDATE sessions SET confirmed_at = now()
            WHERE id = $1 AND ended_at IS NULL AND expires_at > now() RETURNING confirmed_at`,
    values: [id],
  });
  return rows[0]?.confirmed_at ?? null;
}

export interface SessionRow {
  id: string;
  userAgent: string | null;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** Where a person is signed in now, the last seen first. */
export async function listLiveSessions(userId: string): Promise<SessionRow[]> {
  const { rows } = await edgePool().query<SessionRow>({
    name: "list-live-sessions",
    text: `SELECT id, user_agent AS "userAgent", address, created_at AS "createdAt", last_seen_at AS "lastSeenAt",
                  expires_at AS "expiresAt"
             FROM sessions WHERE user_id = $1 AND ended_at IS NULL AND expires_at > now()
            ORDER BY last_seen_at DESC, id LIMIT 100`,
    values: [userId],
  });
  return rows;
}

/** Ends a session of this person. False when it is none of theirs, or over. */
export async function endSessionOf(userId: string, id: string): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "end-session-of",
    text: `UPDATE sessions SET ended_at = now()
            WHERE id = $2 AND user_id = $1 AND ended_at IS NULL AND expires_at > now()`,
    values: [userId, id],
  });
  return rowCount === 1;
}

/** Ends every session of this person but one, or really every one. Returns how many there were. */
export async function endSessionsOf(userId: string, except: string | null): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "end-sessions-of",
    text: `UPDATE sessions SET ended_at = now()
            WHERE user_id = $1 AND id IS DISTINCT FROM $2 AND ended_at IS NULL AND expires_at > now()`,
    values: [userId, except],
  });
  return rowCount ?? 0;
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
): Promise<{ userId: string; passwordHash: string | null; twoStepOn: boolean } | null> {
  const { rows } = await edgePool().query<{ userId: string; passwordHash: string | null; twoStepOn: boolean }>({
    name: "find-account-by-email",
    text: `SELECT id AS "userId", password_hash AS "passwordHash", totp_secret IS NOT NULL AS "twoStepOn"
             FROM users WHERE email = $1`,
    values: [email],
  });
  return rows[0] ?? null;
}
