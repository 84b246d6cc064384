import { edgePool } from "../client";
import { toWorkspace, WORKSPACE_COLUMNS, type WorkspaceColumns, type WorkspaceRow } from "./memberships";

export interface KeyHolder {
  keyId: string;
  name: string;
  scopes: readonly string[];
  expiresAt: Date | null;
  workspace: WorkspaceRow;
}

type Row = WorkspaceColumns & { id: string; name: string; scopes: string[]; expiresAt: Date | null };

/** The key with this hash, unless it is revoked or expired. */
export async function findKeyHolder(hash: string): Promise<KeyHolder | null> {
  const { rows } = await edgePool().query<Row>({
    name: "find-key-holder",
    text: `SELECT k.id, k.name, k.scopes, k.expires_at AS "expiresAt", ${WORKSPACE_COLUMNS}
             FROM api_keys k JOIN workspaces w ON w.id = k.workspace_id AND w.deleted_at IS NULL
            WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())`,
    values: [hash],
  });
  const [row] = rows;
  if (!row) return null;
  return { keyId: row.id, name: row.name, scopes: row.scopes, expiresAt: row.expiresAt, workspace: toWorkspace(row) };
}
