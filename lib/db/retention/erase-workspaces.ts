import { edgePool } from "../client";

/**
 * Everything that belongs to a workspace, in an order in which nothing refers to what is gone. A new table of a
 * workspace is added here; a test compares the list with the database.
 */
export const TABLES_OF_A_WORKSPACE = [
  "attempts",
  "replay_items",
  "deliveries",
  "forwards",
  "endpoint_tally_changes",
  "endpoint_tallies",
  "endpoint_stats",
  "endpoint_type_stats",
  "endpoint_ledger",
  "refunds",
  "conversions",
  "outbox",
  "events",
  "event_keys",
  "customers",
  "clicks",
  "receipts",
  "verify_failures",
  "diagnosis_runs",
  "incidents",
  "endpoint_secrets",
  "endpoint_health",
  "endpoints",
  "replays",
  "links",
  "campaigns",
  "credentials",
  "oauth_states",
  "forward_mutes",
  "installation_members",
  "installations",
  "idempotency_records",
  "email_messages",
  "suppressions",
  "notices",
  "notification_rules",
  "saved_views",
  "erasures",
  "api_key_uses",
  "api_keys",
  "invitations",
  "members",
  "audit_entries",
] as const;

const BATCH = 5_000;

/** Workspaces that were deleted seven days ago or more. */
export async function findErasableWorkspaces(now: Date): Promise<string[]> {
  const { rows } = await edgePool().query<{ id: string }>({
    name: "find-erasable-workspaces",
    text: "SELECT id FROM workspaces WHERE deleted_at <= $1::timestamptz - interval '7 days'",
    values: [now],
  });
  return rows.map(({ id }) => id);
}

/** Deletes all of a workspace in batches, and the workspace last: an interruption goes on where it was. */
export async function eraseWorkspace(id: string): Promise<void> {
  for (const table of TABLES_OF_A_WORKSPACE) {
    for (let deleted = BATCH; deleted === BATCH;) {
      const { rowCount } = await edgePool().query({
        name: `erase-${table}`,
        // The table's own number is part of the address of a row in a partitioned table.
        text: `DELETE FROM ${table} WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM ${table} WHERE workspace_id = $1 LIMIT ${BATCH})`,
        values: [id],
      });
      deleted = rowCount ?? 0;
    }
  }
  await edgePool().query({ name: "erase-workspace", text: "DELETE FROM workspaces WHERE id = $1", values: [id] });
}
