import { createHash, randomBytes } from "node:crypto";

import { findToken, storeToken, takeToken, type TokenPurpose } from "@/lib/db/accounts/tokens";
import { MINUTE, SECOND } from "@/lib/shared/time";

/** How long each is good for. */
export const TOKEN_LIFE_MS: Readonly<Record<TokenPurpose, number>> = {
  second_step: 10 * MINUTE,
  sign_in: 15 * MINUTE,
  password_reset: 30 * MINUTE,
};

/** 256 random bits; only their hash is kept, which needs no slow function at that length. */
export async function issueToken(userId: string, purpose: TokenPurpose): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await storeToken(userId, purpose, hashOf(token), TOKEN_LIFE_MS[purpose] / SECOND);
  return token;
}

/** Whose it is, or null for one that is unknown, spent, replaced or too old. Leaves it as it is. */
export const ownerOfToken = (purpose: TokenPurpose, token: string): Promise<string | null> =>
  findToken(purpose, hashOf(token));

/** The same, and it is spent: it works once, also under parallel calls. */
export const spendToken = (purpose: TokenPurpose, token: string): Promise<string | null> =>
  takeToken(purpose, hashOf(token));

const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");
