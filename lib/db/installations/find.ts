import { edgePool } from "../client";

/** Where a request of a provider belongs. */
export interface InstallationPlace {
  id: string;
  workspaceId: string;
  provider: string;
  status: "active" | "paused" | "error" | "disconnected";
  externalAccountId: string | null;
  workspaceMode: "live" | "test";
  accountMode: "live" | "test" | null;
}

const SELECT = `SELECT i.id, i.workspace_id AS "workspaceId", i.provider, i.status, i.external_account_id AS "externalAccountId",
    w.mode AS "workspaceMode", i.external_mode AS "accountMode"
  FROM installations i JOIN workspaces w ON w.id = i.workspace_id AND w.deleted_at IS NULL`;

/** By the id in an address. What is disconnected is not there. */
export async function findInstallationPlace(id: string): Promise<InstallationPlace | null> {
  const { rows } = await edgePool().query<InstallationPlace>({
    name: "find-installation-place",
    text: `${SELECT} WHERE i.id = $1 AND i.status <> 'disconnected'`,
    values: [id],
  });
  return rows[0] ?? null;
}

/** An account at a provider. */
export interface ProviderAccount {
  provider: string;
  account: string;
}

/**
 * Installations of these accounts, connected ones first, then the last to be disconnected: what concerns people's privacy
 * may come after. An account may be connected once for each of its modes.
 */
export async function findPlacesOfAccounts(accounts: readonly ProviderAccount[]): Promise<InstallationPlace[]> {
  const { rows } = await edgePool().query<InstallationPlace>({
    name: "find-installation-accounts",
    text: `${SELECT} WHERE (i.provider, i.external_account_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
           ORDER BY i.status = 'disconnected', i.status_at DESC`,
    values: [accounts.map(({ provider }) => provider), accounts.map(({ account }) => account)],
  });
  return rows;
}

export interface DueInstallation {
  id: string;
  workspaceId: string;
}

/** Installations in use whose credential was not checked since, the longest unchecked first. */
export async function findUnchecked(before: Date, limit: number): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-unchecked-installations",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i JOIN credentials c ON c.installation_id = i.id
           WHERE i.status IN ('active', 'paused') AND (i.last_checked_at IS NULL OR i.last_checked_at < $1)
             AND (i.trouble_at IS NULL OR i.trouble_at < $1)
           ORDER BY i.last_checked_at NULLS FIRST LIMIT $2`,
    values: [before, limit],
  });
  return rows;
}

/** Installations whose access token ends before this moment and can be renewed. */
export async function findExpiring(before: Date, limit: number): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-expiring-credentials",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i JOIN credentials c ON c.installation_id = i.id
           WHERE i.status IN ('active', 'paused') AND c.access_expires < $1
             AND (i.trouble_at IS NULL OR i.trouble_at < now() - interval '5 minutes')
           ORDER BY c.access_expires LIMIT $2`,
    values: [before, limit],
  });
  return rows;
}

/**
 * Disconnected installations whose settings have been kept long enough. Their receipts stay until retention ends,
 * and they themselves as long as something of what they were sent does.
 */
export async function deleteForgotten(before: Date): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "delete-forgotten-installations",
    text: `DELETE FROM installations WHERE id IN (
             SELECT i.id FROM installations i WHERE i.status = 'disconnected' AND i.status_at < $1
               AND NOT EXISTS (SELECT 1 FROM endpoints e WHERE e.installation_id = i.id)
               AND NOT EXISTS (SELECT 1 FROM forwards f WHERE f.installation_id = i.id) LIMIT 500)`,
    values: [before],
  });
  return rowCount ?? 0;
}

/** Disconnected installations whose access was not given back yet: the provider could not be reached. */
export async function findUnrevoked(limit: number): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-unrevoked-installations",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i JOIN credentials c ON c.installation_id = i.id
           WHERE i.status = 'disconnected' AND c.updated_at < now() - interval '1 minute' ORDER BY c.updated_at LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** Disconnected installations that still manage a destination: whoever disconnected them did not come to the end. */
export async function findStillManaging(limit: number): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-managing-installations",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i
           WHERE i.status = 'disconnected'
             AND EXISTS (SELECT 1 FROM endpoints e WHERE e.installation_id = i.id AND e.deleted_at IS NULL) LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** Workspaces whose settings let an installation mail their alerts. */
export async function findAlertSenders(): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-alert-senders",
    text: `SELECT id, workspace_id AS "workspaceId" FROM installations WHERE status = 'active' AND settings->'alerts' = 'true'::jsonb`,
    values: [],
  });
  return rows;
}
