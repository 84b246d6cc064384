import { edgePool, prisma } from "../client";

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  passwordHash: string | null;
  twoStepOn: boolean;
  recoveryCodesLeft: number;
  providers: string[];
  createdAt: Date;
}

export async function findPerson(id: string): Promise<PersonRow | null> {
  const { rows } = await edgePool().query<PersonRow>({
    name: "find-person",
    text: `SELECT u.id, u.name, u.email, u.password_hash AS "passwordHash", u.totp_secret IS NOT NULL AS "twoStepOn",
                  coalesce(cardinality(u.recovery_codes), 0) AS "recoveryCodesLeft", u.created_at AS "createdAt",
                  ARRAY(SELECT a.provider FROM accounts a WHERE a.user_id = u.id ORDER BY a.provider) AS providers
             FROM users u WHERE u.id = $1`,
    values: [id],
  });
  return rows[0] ?? null;
}

export async function renamePerson(id: string, name: string): Promise<void> {
  await edgePool().query({
    name: "rename-person",
    text: "UPDATE users SET name = $2, updated_at = now() WHERE id = $1",
    values: [id, name],
  });
}

/**
 * Sets the password; with it every session and every link that was mailed ends. Returns how many sessions that were.
 * A sign-in with the old password that is under way makes no session any more (`insertSession`), or one that is seen
 * here: the row of the person is locked before the sessions are looked for.
 */
export async function setPassword(id: string, passwordHash: string): Promise<number> {
  const [, , ended] = await prisma().$transaction([
    prisma().$executeRaw`UPDATE users SET password_hash = ${passwordHash}, updated_at = now() WHERE id = ${id}`,
    prisma().$executeRaw`DELETE FROM verification_tokens WHERE identifier = ${id}`,
    prisma().$executeRaw`
      UPDATE sessions SET ended_at = now() WHERE user_id = ${id} AND ended_at IS NULL AND expires_at > now()`,
  ]);
  return ended;
}

/** What this person chose, by name. */
export async function readPreferenceRows(userId: string): Promise<Record<string, unknown>> {
  const { rows } = await edgePool().query<{ key: string; value: unknown }>({
    name: "read-preferences",
    text: "SELECT key, value FROM preferences WHERE user_id = $1",
    values: [userId],
  });
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

export async function writePreferenceRow(userId: string, key: string, value: string | boolean): Promise<void> {
  await edgePool().query({
    name: "write-preference",
    text: `INSERT INTO preferences (user_id, key, value, updated_at) VALUES ($1, $2, $3, now())
           ON CONFLICT (user_id, key) DO UPDATE SET value = excluded.value, updated_at = now()`,
    values: [userId, key, JSON.stringify(value)],
  });
}
