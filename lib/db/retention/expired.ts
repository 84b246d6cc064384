import { edgePool } from "../client";

/** Rows that one statement deletes: few enough to hold no lock for long. */
export const BATCH = 1_000;

const run = async (name: string, text: string, values: unknown[]): Promise<number> =>
  (await edgePool().query({ name, text, values })).rowCount ?? 0;

export async function findWorkspacePlans(): Promise<{ id: string; plan: "starter" | "pro" | "enterprise" }[]> {
  const { rows } = await edgePool().query<{ id: string; plan: "starter" | "pro" | "enterprise" }>(
    "SELECT id, plan FROM workspaces",
  );
  return rows;
}

/** Finished deliveries of events older than `before`, with their attempts. What is unfinished or held stays. */
export const deleteDeliveries = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-deliveries",
    `WITH old AS (
       SELECT id, event_created_at FROM deliveries
       WHERE workspace_id = $1 AND event_created_at < $2 AND created_at < $2 AND state IN ('delivered', 'failed', 'skipped', 'canceled')
       LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ), requests AS (
       DELETE FROM attempts a USING old WHERE a.delivery_id = old.id AND a.event_created_at = old.event_created_at
     )
     DELETE FROM deliveries d USING old WHERE d.id = old.id AND d.event_created_at = old.event_created_at`,
    [workspaceId, before],
  );

/** Events on which no delivery hangs any more and that were planned. */
export const deleteEvents = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-events",
    `WITH old AS (
       SELECT id, created_at FROM events e
       WHERE workspace_id = $1 AND created_at < $2
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.event_created_at = e.created_at)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.event_id = e.id AND o.sent_at IS NULL)
       LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ), keys AS (
       DELETE FROM event_keys k USING old WHERE k.workspace_id = $1 AND k.event_created_at = old.created_at AND k.event_id = old.id
     )
     DELETE FROM events e USING old WHERE e.id = old.id AND e.created_at = old.created_at`,
    [workspaceId, before],
  );

export const deleteReceipts = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-receipts",
    `DELETE FROM receipts r USING (
       SELECT id, received_at FROM receipts WHERE workspace_id = $1 AND received_at < $2 AND state NOT IN ('received', 'held') LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ) AS old WHERE r.id = old.id AND r.received_at = old.received_at`,
    [workspaceId, before],
  );

/** How many held deliveries will pass their retention before `soon`, by endpoint. */
export async function heldExpiringBefore(
  workspaceId: string,
  soon: Date,
): Promise<{ endpointId: string; count: number }[]> {
  const { rows } = await edgePool().query<{ endpointId: string; count: number }>({
    name: "held-expiring",
    text: `SELECT endpoint_id AS "endpointId", count(*)::int AS count FROM deliveries
           WHERE workspace_id = $1 AND state = 'held' AND event_created_at < $2 GROUP BY endpoint_id`,
    values: [workspaceId, soon],
  });
  return rows;
}

/** Ends held deliveries whose retention is over. */
export const expireHeld = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-held",
    `UPDATE deliveries d SET state = 'canceled', reason = 'expired', completed_at = now(), generation = d.generation + 1
     FROM (SELECT id, event_created_at FROM deliveries WHERE workspace_id = $1 AND state = 'held' AND event_created_at < $2 LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS old
     WHERE d.id = old.id AND d.event_created_at = old.event_created_at`,
    [workspaceId, before],
  );

/** What no plan keeps: answers to repeated writes after a day, planned outbox rows after an hour, used-up states and sessions. */
export async function deleteServerLeftovers(now: Date): Promise<void> {
  const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
  await run("expire-idempotency", "DELETE FROM idempotency_records WHERE created_at < $1", [ago(24)]);
  await run("expire-states", "DELETE FROM oauth_states WHERE expires_at < $1", [ago(24)]);
  await run("expire-sessions", "DELETE FROM sessions WHERE expires_at < $1 OR ended_at < $1", [ago(24 * 30)]);
  for (let deleted = 5 * BATCH; deleted === 5 * BATCH;) {
    deleted = await run(
      "expire-outbox",
      `DELETE FROM outbox o USING (SELECT id FROM outbox WHERE sent_at < $1 LIMIT ${5 * BATCH}) AS old WHERE o.id = old.id`,
      [ago(1)],
    );
  }
}
