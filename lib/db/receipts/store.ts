import { edgePool } from "../client";

export interface NewReceipt {
  id: string;
  provider: string;
  /** The installation, or the account that nobody here has connected. */
  scope: string;
  workspaceId: string | null;
  installationId: string | null;
  externalId: string;
  topic: string;
  /** Sealed. */
  headers: string | null;
  body: string | null;
  state: "received" | "held" | "ignored";
  reason: string | null;
  livemode: boolean | null;
  occurredAt: Date | null;
}

/**
 * Stores what is new of these, each under the provider's own id, in one statement that has committed when it returns.
 * Answers how many were new; the others were here before, and nothing follows from them. Of two statements that write for
 * the same installations neither waits for what the other holds: keys come in one order, and a row that is being written
 * tells already that something came in.
 */
export async function storeReceipts(receipts: readonly NewReceipt[]): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "store-receipts",
    text: `WITH given AS (
             SELECT * FROM jsonb_to_recordset($1::jsonb) AS r(id text, provider text, scope text, "workspaceId" text, "installationId" text,
               "externalId" text, topic text, headers text, body text, state receipt_state, reason text, livemode boolean, "occurredAt" timestamptz)
           ), keys AS (
             INSERT INTO receipt_keys (provider, scope, external_id, receipt_id, received_at)
             SELECT provider, scope, "externalId", id, now() FROM given ORDER BY provider, scope, "externalId"
             ON CONFLICT DO NOTHING RETURNING receipt_id
           ), seen AS (
             UPDATE installations i SET last_inbound_at = now() FROM (
               SELECT id FROM installations WHERE id IN (SELECT "installationId" FROM given)
                 AND (last_inbound_at IS NULL OR last_inbound_at < now() - interval '5 s')
               FOR NO KEY UPDATE SKIP LOCKED) AS quiet WHERE i.id = quiet.id
           )
           INSERT INTO receipts (id, workspace_id, installation_id, provider, external_id, topic, headers, body, state, reason, livemode,
             occurred_at, correlation_id, received_at, processed_at)
           SELECT g.id, g."workspaceId", g."installationId", g.provider, g."externalId", g.topic, g.headers, g.body, g.state, g.reason,
             g.livemode, g."occurredAt", g.id, now(), CASE WHEN g.state = 'ignored' THEN now() END
           FROM given g JOIN keys k ON k.receipt_id = g.id`,
    values: [JSON.stringify(receipts)],
  });
  return rowCount ?? 0;
}

/** Failures of one provider and installation that are kept for an hour; beyond that only the first are. */
const FAILURES_MAX = 100;

export interface NewVerifyFailure {
  id: string;
  provider: string;
  workspaceId: string | null;
  installationId: string | null;
  reason: string;
  address: string | null;
  size: number;
}

/** Notes that a request was refused, never what it said. A flood of them leaves a bounded number of rows. */
export async function storeVerifyFailure(failure: NewVerifyFailure): Promise<void> {
  await edgePool().query({
    name: "store-verify-failure",
    text: `INSERT INTO verify_failures (id, workspace_id, installation_id, provider, reason, address, size)
           SELECT $1, $2, $3, $4, $5, $6, $7
           WHERE (SELECT count(*) FROM (SELECT 1 FROM verify_failures
             WHERE provider = $4 AND created_at > now() - interval '1 hour' LIMIT ${FAILURES_MAX}) AS recent) < ${FAILURES_MAX}`,
    values: [
      failure.id,
      failure.workspaceId,
      failure.installationId,
      failure.provider,
      failure.reason,
      failure.address,
      failure.size,
    ],
  });
}
