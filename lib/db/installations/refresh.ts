import { edgePool } from "../client";

/**
 * Takes the right to ask the provider for new tokens, if nobody has it and nobody has got new ones since `seen`. A
 * holder that died loses it after these seconds.
 */
export async function claimRefresh(
  installationId: string,
  claim: string,
  seen: Date,
  seconds: number,
): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "claim-refresh",
    text: `UPDATE credentials SET refresh_claim = $2, refresh_until = now() + make_interval(secs => $4)
           WHERE installation_id = $1 AND updated_at = $3 AND (refresh_until IS NULL OR refresh_until < now())`,
    values: [installationId, claim, seen, seconds],
  });
  return rowCount === 1;
}

export interface RenewedTokens {
  sealed: string;
  accessExpires: Date | null;
  refreshExpires: Date | null;
}

/** Writes what was got under a claim and ends it. False when the claim was lost: then others have newer ones. */
export async function writeRefreshed(installationId: string, claim: string, tokens: RenewedTokens): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "write-refreshed",
    text: `UPDATE credentials SET sealed = $3, access_expires = $4, refresh_expires = $5, refreshed_at = now(), updated_at = now(),
             refresh_claim = NULL, refresh_until = NULL
           WHERE installation_id = $1 AND refresh_claim = $2`,
    values: [installationId, claim, tokens.sealed, tokens.accessExpires, tokens.refreshExpires],
  });
  return rowCount === 1;
}

export async function endRefreshClaim(installationId: string, claim: string): Promise<void> {
  await edgePool().query({
    name: "end-refresh-claim",
    text: "UPDATE credentials SET refresh_claim = NULL, refresh_until = NULL WHERE installation_id = $1 AND refresh_claim = $2",
    values: [installationId, claim],
  });
}
