import { edgePool } from "../client";

export interface TakenState {
  workspaceId: string;
  input: string;
  scopes: string[];
  /** Sealed. */
  verifier: string | null;
  installationId: string | null;
}

/**
 * Takes the state of a connect flow, once, also under parallel calls. Null when it is unknown, used, too old or another
 * person's, session's or provider's; then it stays with whom it belongs to.
 */
export async function takeState(
  stateHash: string,
  of: { userId: string; sessionId: string; provider: string },
): Promise<TakenState | null> {
  const { rows } = await edgePool().query<TakenState>({
    name: "take-oauth-state",
    text: `DELETE FROM oauth_states
           WHERE state_hash = $1 AND user_id = $2 AND session_id = $3 AND provider = $4 AND expires_at > now()
           RETURNING workspace_id AS "workspaceId", input, scopes, verifier, installation_id AS "installationId"`,
    values: [stateHash, of.userId, of.sessionId, of.provider],
  });
  return rows[0] ?? null;
}
