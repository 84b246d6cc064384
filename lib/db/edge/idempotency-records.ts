import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";

export interface StoredAnswer {
  status: number;
  /** Sealed by the caller: answers to create and rotate hold secrets. */
  response: string;
}

/** One call that holds a key. */
export interface ClaimedKey {
  /** Whose key it is: the workspace; of a call outside any, the person. */
  scope: string;
  key: string;
  /** Names the call, so that one that was given up cannot come back. */
  claim: string;
  /** Whether its answer may hold something of a person. */
  namesPeople: boolean;
}

export type Claim =
  | { state: "claimed" }
  /** The same key was used for another request. */
  | { state: "conflict" }
  /** The first call has not answered yet. */
  | { state: "running" }
  /** The first call changed something and its process died before it could answer. */
  | { state: "lost" }
  | { state: "answered"; answer: StoredAnswer };

/** Claims the key for a first call, or says what became of the one before. Keys are free again after 24 hours. */
export async function claimIdempotencyKey(
  { scope, key, claim, namesPeople }: ClaimedKey,
  fingerprint: string,
): Promise<Claim> {
  const pool = edgePool();
  const claimed = await pool.query({
    name: "claim-idempotency-key",
    // A call whose process died before it changed anything leaves a bare row; a minute later the key can be used again.
    text: `INSERT INTO idempotency_records AS r (workspace_id, key, fingerprint, claim, names_people, created_at)
             VALUES ($1, $2, $3, $4, $5, now())
           ON CONFLICT (workspace_id, key) DO UPDATE
             SET fingerprint = excluded.fingerprint, claim = excluded.claim, names_people = excluded.names_people, effect_at = NULL, status = NULL,
                 response = NULL, created_at = now()
             WHERE r.created_at < now() - interval '24 hours'
                OR (r.status IS NULL AND r.effect_at IS NULL AND r.created_at < now() - interval '1 minute')
           RETURNING 1`,
    values: [scope, key, fingerprint, claim, namesPeople],
  });
  if (claimed.rows.length > 0) return { state: "claimed" };
  return readIdempotencyKey(scope, key, fingerprint);
}

/** What became of an earlier call with this key. */
export async function readIdempotencyKey(scope: string, key: string, fingerprint: string): Promise<Claim> {
  const { rows } = await edgePool().query<Row>({
    name: "read-idempotency-key",
    text: `SELECT fingerprint, status, response, effect_at < now() - interval '1 minute' AS lost
             FROM idempotency_records WHERE workspace_id = $1 AND key = $2`,
    values: [scope, key],
  });
  const [row] = rows;
  // Freed between the two statements: whoever comes next may claim it.
  if (!row) return { state: "running" };
  if (row.fingerprint !== fingerprint) return { state: "conflict" };
  if (row.status === null || row.response === null) return { state: row.lost ? "lost" : "running" };
  return { state: "answered", answer: { status: row.status, response: row.response } };
}

interface Row {
  fingerprint: string;
  status: number | null;
  response: string | null;
  lost: boolean | null;
}

/**
 * Spends the key with the change that this transaction makes, and keeps its answer if it is known by then. False when
 * another call holds the key by now: then this one must change nothing.
 */
export async function spendIdempotencyKey(
  sql: RawExecutor,
  { scope, key, claim }: ClaimedKey,
  answer: StoredAnswer | null,
): Promise<boolean> {
  const spent = await sql.$executeRaw`
    UPDATE idempotency_records
       SET effect_at = now(), status = ${answer?.status ?? null}::int, response = ${answer?.response ?? null}::text
     WHERE workspace_id = ${scope} AND key = ${key} AND claim = ${claim}`;
  return spent === 1;
}

export async function storeIdempotentAnswer({ scope, key, claim }: ClaimedKey, answer: StoredAnswer): Promise<void> {
  await edgePool().query({
    name: "store-idempotent-answer",
    text: `UPDATE idempotency_records SET status = $4, response = $5
            WHERE workspace_id = $1 AND key = $2 AND claim = $3`,
    values: [scope, key, claim, answer.status, answer.response],
  });
}

/** A refused call has changed nothing: its key may be used again at once. */
export async function freeIdempotencyKey({ scope, key, claim }: ClaimedKey): Promise<void> {
  await edgePool().query({
    name: "free-idempotency-key",
    text: `DELETE FROM idempotency_records
            WHERE workspace_id = $1 AND key = $2 AND claim = $3 AND status IS NULL AND effect_at IS NULL`,
    values: [scope, key, claim],
  });
}
