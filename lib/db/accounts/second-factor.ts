import { edgePool } from "../client";

export interface SecondFactorRow {
  email: string;
  /** Sealed; null while two-step sign-in is off. */
  totpSecret: string | null;
  /** Sealed; waits for its first code. */
  totpPending: string | null;
}

export async function readSecondFactor(userId: string): Promise<SecondFactorRow | null> {
  const { rows } = await edgePool().query<SecondFactorRow>({
    name: "read-second-factor",
    text: `SELECT email, totp_secret AS "totpSecret", totp_pending AS "totpPending" FROM users WHERE id = $1`,
    values: [userId],
  });
  return rows[0] ?? null;
}

/** False when two-step sign-in is on already. */
export async function proposeSecondFactor(userId: string, sealed: string): Promise<boolean> {
  return changed({
    name: "propose-second-factor",
    text: "UPDATE users SET totp_pending = $2, updated_at = now() WHERE id = $1 AND totp_secret IS NULL",
    values: [userId, sealed],
  });
}

/** Turns it on with the code of `step`. False when another proposal has taken the place of `sealed`. */
export async function confirmSecondFactor(
  userId: string,
  sealed: string,
  step: number,
  recoveryHashes: readonly string[],
): Promise<boolean> {
  return changed({
    name: "confirm-second-factor",
    text: `UPDATE users SET totp_secret = totp_pending, totp_pending = NULL, totp_last_step = $3, recovery_codes = $4,
                            updated_at = now()
            WHERE id = $1 AND totp_pending = $2 AND totp_secret IS NULL`,
    values: [userId, sealed, step, recoveryHashes],
  });
}

/** False when a code of this time step, or of a later one, was accepted before: of parallel calls one passes. */
export async function spendTimeStep(userId: string, step: number): Promise<boolean> {
  return changed({
    name: "spend-time-step",
    text: `UPDATE users SET totp_last_step = $2
            WHERE id = $1 AND totp_secret IS NOT NULL AND (totp_last_step IS NULL OR totp_last_step < $2)`,
    values: [userId, step],
  });
}

/** False for a code that is not among those left: each counts once. */
export async function spendRecoveryCode(userId: string, hash: string): Promise<boolean> {
  return changed({
    name: "spend-recovery-code",
    text: `UPDATE users SET recovery_codes = array_remove(recovery_codes, $2)
            WHERE id = $1 AND totp_secret IS NOT NULL AND $2 = ANY (recovery_codes)`,
    values: [userId, hash],
  });
}

export async function replaceRecoveryCodes(userId: string, hashes: readonly string[]): Promise<boolean> {
  return changed({
    name: "replace-recovery-codes",
    text: "UPDATE users SET recovery_codes = $2, updated_at = now() WHERE id = $1 AND totp_secret IS NOT NULL",
    values: [userId, hashes],
  });
}

export async function removeSecondFactor(userId: string): Promise<boolean> {
  return changed({
    name: "remove-second-factor",
    text: `UPDATE users SET totp_secret = NULL, totp_pending = NULL, totp_last_step = NULL, recovery_codes = '{}',
                            updated_at = now()
            WHERE id = $1 AND totp_secret IS NOT NULL`,
    values: [userId],
  });
}

async function changed(statement: { name: string; text: string; values: unknown[] }): Promise<boolean> {
  const { rowCount } = await edgePool().query(statement);
  return rowCount === 1;
}
