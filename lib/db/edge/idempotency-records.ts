import { edgePool } from "../client";

export interface StoredAnswer {
  status: number;
  /** Sealed by the caller: answers to create and rotate hold secrets. */
  response: string;
}

export type Claim =
  | { state: "claimed" }
  /** The same key was used for another request. */
  | { state: "conflict" }
  /** The first call has not answered yet. */
  | { state: "running" }
  | { state: "answered"; answer: StoredAnswer };

/** Claims the key for a first call, or says what became of the one before. Keys are free again after 24 hours. */
export async function claimIdempotencyKey(workspaceId: string, key: string, fingerprint: string): Promise<Claim> {
  const pool = edgePool();
  const claimed = await pool.query({
    name: "claim-idempotency-key",
    // A call whose process died leaves its row without an answer; a minute later the key can be used again.
    text: `INSERT INTO idempotency_records AS r (workspace_id, key, fingerprint, created_at) VALUES ($1, $2, $3, now())
           ON CONFLICT (workspace_id, key) DO UPDATE
             SET fingerprint = excluded.fingerprint, status = NULL, response = NULL, created_at = now()
             WHERE r.created_at < now() - interval '24 hours' OR (r.status IS NULL AND r.created_at < now() - interval '1 minute')
           RETURNING 1`,
    values: [workspaceId, key, fingerprint],
  });
  if (claimed.rows.length > 0) return { state: "claimed" };
  return readIdempotencyKey(workspaceId, key, fingerprint);
}

/** What became of an earlier call with this key. */
export async function readIdempotencyKey(workspaceId: string, key: string, fingerprint: string): Promise<Claim> {
  const { rows } = await edgePool().query<{ fingerprint: string; status: number | null; response: string | null }>({
    name: "read-idempotency-key",
    text: "SELECT fingerprint, status, response FROM idempotency_records WHERE workspace_id = $1 AND key = $2",
    values: [workspaceId, key],
  });
  const [row] = rows;
  // Freed between the two statements: whoever comes next may claim it.
  if (!row) return { state: "running" };
  if (row.fingerprint !== fingerprint) return { state: "conflict" };
  if (row.status === null || row.response === null) return { state: "running" };
  return { state: "answered", answer: { status: row.status, response: row.response } };
}

export async function storeIdempotentAnswer(workspaceId: string, key: string, answer: StoredAnswer): Promise<void> {
  await edgePool().query({
    name: "store-idempotent-answer",
    text: "UPDATE idempotency_records SET status = $3, response = $4 WHERE workspace_id = $1 AND key = $2 AND status IS NULL",
    values: [workspaceId, key, answer.status, answer.response],
  });
}

/** A refused call has changed nothing: its key may be used again at once. */
export async function freeIdempotencyKey(workspaceId: string, key: string): Promise<void> {
  await edgePool().query({
    name: "free-idempotency-key",
    text: "DELETE FROM idempotency_records WHERE workspace_id = $1 AND key = $2 AND status IS NULL",
    values: [workspaceId, key],
  });
}
