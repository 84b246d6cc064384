import { edgePool } from "../client";

export interface ClaimedReceipt {
  id: string;
  workspaceId: string;
  installationId: string;
  provider: string;
  topic: string | null;
  headers: string | null;
  body: string | null;
  livemode: boolean | null;
  /** Of this try, from 1. It fences the result: a later claim has another number. */
  attempts: number;
  receivedAt: Date;
}

/** Installations of which something is due. Looks up one row for each that has any, however much waits. */
export async function findInstallationsToProcess(): Promise<string[]> {
  const { rows } = await edgePool().query<{ id: string }>({
    name: "find-installations-to-process",
    text: `WITH RECURSIVE waiting AS (
             SELECT min(installation_id) AS id FROM receipts WHERE state = 'received'
             UNION ALL
             SELECT (SELECT min(r.installation_id) FROM receipts r WHERE r.state = 'received' AND r.installation_id > waiting.id)
             FROM waiting WHERE waiting.id IS NOT NULL
           )
           SELECT id FROM waiting, LATERAL (
             SELECT 1 FROM receipts r
             WHERE r.installation_id = waiting.id AND r.state = 'received' AND r.next_attempt_at <= now()
               AND (r.claimed_until IS NULL OR r.claimed_until < now())
             ORDER BY r.next_attempt_at LIMIT 1
           ) AS due`,
  });
  return rows.map(({ id }) => id);
}

/** Claims what is due of an installation, the longest waiting first; answered in the order in which it came. A holder that died loses its claim after these seconds. */
export async function claimReceipts(
  installationId: string,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedReceipt[]> {
  const { rows } = await edgePool().query<ClaimedReceipt>({
    name: "claim-receipts",
    text: `WITH due AS (
             SELECT id, received_at FROM receipts
             WHERE installation_id = $1 AND state = 'received' AND next_attempt_at <= now()
               AND (claimed_until IS NULL OR claimed_until < now()) AND workspace_id IS NOT NULL
             ORDER BY next_attempt_at LIMIT $2 FOR UPDATE SKIP LOCKED
           )
           UPDATE receipts r SET attempts = r.attempts + 1, claimed_until = now() + make_interval(secs => $3)
           FROM due WHERE r.id = due.id AND r.received_at = due.received_at
           RETURNING r.id, r.workspace_id AS "workspaceId", r.installation_id AS "installationId", r.provider, r.topic, r.headers,
             r.body, r.livemode, r.attempts, r.received_at AS "receivedAt"`,
    values: [installationId, limit, leaseSeconds],
  });
  return rows.toSorted(
    (one, other) => one.receivedAt.getTime() - other.receivedAt.getTime() || (one.id < other.id ? -1 : 1),
  );
}

export interface ReceiptResult {
  state: "received" | "processed" | "ignored" | "held" | "failed";
  reason: string | null;
  error: string | null;
  produced: readonly object[];
  /** For `received`: when it is tried again. */
  nextAttemptInSeconds: number;
  waitsFor: string | null;
  /** What it said is not kept any longer. */
  forget: boolean;
}

/** A try, as far as its result needs it. */
export type Tried = Pick<ClaimedReceipt, "id" | "receivedAt" | "attempts">;

/** Writes what came of tries, of each unless somebody else has claimed it since. */
export async function writeReceiptResults(results: readonly (readonly [Tried, ReceiptResult])[]): Promise<void> {
  const rows = results.map(([{ id, receivedAt, attempts }, result]) => ({ id, receivedAt, attempts, ...result }));
  await edgePool().query({
    name: "write-receipt-results",
    text: `UPDATE receipts r SET state = n.state, reason = n.reason, error = n.error, produced = n.produced, claimed_until = NULL,
             next_attempt_at = now() + make_interval(secs => n."nextAttemptInSeconds"), waits_for = n."waitsFor",
             processed_at = CASE WHEN n.state IN ('processed', 'ignored', 'failed') THEN now() END,
             headers = CASE WHEN n.forget THEN NULL ELSE headers END, body = CASE WHEN n.forget THEN NULL ELSE body END
           FROM jsonb_to_recordset($1::jsonb) AS n(
             id text, "receivedAt" timestamptz, attempts int, state receipt_state, reason text, error text, produced jsonb,
             "nextAttemptInSeconds" double precision, "waitsFor" text, forget boolean)
           WHERE r.id = n.id AND r.received_at = n."receivedAt" AND r.attempts = n.attempts AND r.state = 'received'`,
    values: [JSON.stringify(rows)],
  });
}

/** Has everything tried at once that waits for one of these business facts. */
export async function wakeWaiting(workspaceId: string, facts: readonly string[]): Promise<void> {
  if (facts.length === 0) return;
  await edgePool().query({
    name: "wake-waiting-receipts",
    text: `UPDATE receipts SET next_attempt_at = now(), waits_for = NULL
           WHERE workspace_id = $1 AND waits_for = ANY ($2) AND state = 'received'`,
    values: [workspaceId, facts],
  });
}

/** Releases what was held for an installation, up to a batch. Answers how many. */
export async function releaseHeld(workspaceId: string, installationId: string, limit: number): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "release-held-receipts",
    text: `WITH held AS (
             SELECT id, received_at FROM receipts WHERE workspace_id = $1 AND installation_id = $2 AND state = 'held'
             ORDER BY received_at LIMIT $3 FOR UPDATE SKIP LOCKED
           ), woken AS (SELECT pg_notify('linquid_work', 'receipt'))
           UPDATE receipts r SET state = 'received', reason = NULL, attempts = 0, claimed_until = NULL, next_attempt_at = now()
           FROM held, woken WHERE r.id = held.id AND r.received_at = held.received_at`,
    values: [workspaceId, installationId, limit],
  });
  return rowCount ?? 0;
}

/** Has one processed again. False when it is being processed or what it said is gone. */
export async function requeueReceipt(workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "requeue-receipt",
    text: `WITH woken AS (SELECT pg_notify('linquid_work', 'receipt'))
           UPDATE receipts r SET state = 'received', reason = NULL, error = NULL, attempts = 0, claimed_until = NULL, waits_for = NULL,
             next_attempt_at = now(), processed_at = NULL
           FROM woken WHERE r.workspace_id = $1 AND r.id = $2 AND r.body IS NOT NULL
             AND (r.state <> 'received' OR r.claimed_until IS NULL OR r.claimed_until < now())`,
    values: [workspaceId, id],
  });
  return rowCount === 1;
}

/** Receipts of the last 24 hours by state, each counted to 1,000 at most, so that the cost is bounded. */
export async function countRecent(workspaceId: string, installationId: string): Promise<Map<string, number>> {
  const { rows } = await edgePool().query<{ state: string; count: number }>({
    name: "count-recent-receipts",
    text: `SELECT s.state::text AS state, (SELECT count(*)::int FROM (
             SELECT 1 FROM receipts WHERE workspace_id = $1 AND installation_id = $2 AND received_at > now() - interval '24 hours'
               AND state = s.state LIMIT 1000) AS recent) AS count
           FROM unnest(enum_range(NULL::receipt_state)) AS s(state)`,
    values: [workspaceId, installationId],
  });
  return new Map(rows.map(({ state, count }) => [state, count]));
}
