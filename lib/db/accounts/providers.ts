import { newId } from "@/lib/shared/ids";

import { edgePool } from "../client";

export interface ProviderAccount {
  provider: string;
  accountId: string;
}

/** Whose account at a provider this is. */
export async function findLinkedPerson({ provider, accountId }: ProviderAccount): Promise<string | null> {
  const { rows } = await edgePool().query<{ user_id: string }>({
    name: "find-linked-person",
    text: "SELECT user_id FROM accounts WHERE provider = $1 AND provider_account_id = $2",
    values: [provider, accountId],
  });
  return rows[0]?.user_id ?? null;
}

/** Makes it theirs; whoever has it already keeps it. Answers whose it is then. */
export async function linkPerson(userId: string, { provider, accountId }: ProviderAccount): Promise<string> {
  await edgePool().query({
    name: "link-person",
    text: `INSERT INTO accounts (id, user_id, type, provider, provider_account_id, created_at)
           VALUES ($1, $2, 'oauth', $3, $4, now()) ON CONFLICT (provider, provider_account_id) DO NOTHING`,
    // No kind of id of its own: it never leaves this table.
    values: [`${provider}:${accountId}`, userId, provider, accountId],
  });
  return (await findLinkedPerson({ provider, accountId })) ?? userId;
}

/**
 * A new account, if the address is invited somewhere at this moment and has no account yet. Null when it is not; the
 * account that is there when somebody else was quicker.
 */
export async function insertInvitedPerson(person: {
  email: string;
  name: string;
  passwordHash: string | null;
}): Promise<string | null> {
  await edgePool().query({
    name: "insert-invited-person",
    text: `INSERT INTO users (id, email, name, password_hash, email_verified, recovery_codes, updated_at)
           SELECT $1, $2, $3, $4, now(), '{}', now()
            WHERE EXISTS (SELECT FROM invitations i JOIN workspaces w ON w.id = i.workspace_id AND w.deleted_at IS NULL
                           WHERE i.email = $2 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > now())
           ON CONFLICT (email) DO NOTHING`,
    values: [newId("user"), person.email, person.name, person.passwordHash],
  });
  const { rows } = await edgePool().query<{ id: string }>({
    name: "find-person-by-email",
    text: "SELECT id FROM users WHERE email = $1",
    values: [person.email],
  });
  return rows[0]?.id ?? null;
}
