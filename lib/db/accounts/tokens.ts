import { edgePool } from "../client";

/** What a token that left this server is good for. */
export type TokenPurpose = "second_step" | "sign_in" | "password_reset";

/** Keeps the hash of a token; an earlier one of the same person and purpose is worth nothing any more. */
export async function storeToken(userId: string, purpose: TokenPurpose, hash: string, lastsS: number): Promise<void> {
  await edgePool().query({
    name: "store-token",
    text: `WITH dropped AS (DELETE FROM verification_tokens WHERE (identifier = $1 AND purpose = $2) OR expires_at < now())
           INSERT INTO verification_tokens (identifier, purpose, token_hash, expires_at)
           VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
    values: [userId, purpose, hash, lastsS],
  });
}

/** Whose living token this is. */
export async function findToken(purpose: TokenPurpose, hash: string): Promise<string | null> {
  const { rows } = await edgePool().query<{ identifier: string }>({
    name: "find-token",
    text: "SELECT identifier FROM verification_tokens WHERE purpose = $1 AND token_hash = $2 AND expires_at > now()",
    values: [purpose, hash],
  });
  return rows[0]?.identifier ?? null;
}

/** The same, and the token is spent: of any number of parallel calls one gets an answer. */
export async function takeToken(purpose: TokenPurpose, hash: string): Promise<string | null> {
  const { rows } = await edgePool().query<{ identifier: string }>({
    name: "take-token",
    text: `DELETE FROM verification_tokens WHERE purpose = $1 AND token_hash = $2 AND expires_at > now()
           RETURNING identifier`,
    values: [purpose, hash],
  });
  return rows[0]?.identifier ?? null;
}
