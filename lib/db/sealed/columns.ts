/** A column of sealed texts, and which columns of its row a seal is bound to. */
export interface SealedColumn {
  table: string;
  column: string;
  /** The name of the column in the seal, where it is another one: a text that moves there as it is. */
  sealedAs?: string;
  /** What the seal calls the row; with the workspace it names one row. */
  row: string;
  /** Null where the seal is bound to no workspace. */
  workspace: "workspace_id" | null;
}

/** Every column that holds sealed texts: whoever adds one adds it here, or a change of keys would leave it behind. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { table: "users", column: "totp_secret", row: "id", workspace: null },
  { table: "users", column: "totp_pending", sealedAs: "totp_secret", row: "id", workspace: null },
  { table: "endpoints", column: "sealed_headers", row: "id", workspace: "workspace_id" },
  { table: "endpoint_secrets", column: "sealed", row: "id", workspace: "workspace_id" },
  { table: "erasures", column: "sealed", row: "customer_id", workspace: "workspace_id" },
  { table: "email_messages", column: "sealed_link", row: "id", workspace: null },
  { table: "credentials", column: "sealed", row: "id", workspace: "workspace_id" },
  { table: "oauth_states", column: "verifier", row: "state_hash", workspace: "workspace_id" },
  { table: "receipts", column: "headers", row: "id", workspace: "workspace_id" },
  { table: "receipts", column: "body", row: "id", workspace: "workspace_id" },
  { table: "idempotency_records", column: "response", row: "key", workspace: "workspace_id" },
];
