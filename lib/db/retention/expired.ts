import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";
import type { WorkspaceRow } from "../workspaces";

/** Rows that one statement touches: few enough to hold no lock for long. */
export const BATCH = 1_000;

const run = async (name: string, text: string, values: unknown[]): Promise<number> =>
  (await edgePool().query({ name, text, values })).rowCount ?? 0;

/** All workspaces, those that are being deleted too: their rows age like any others. */
export async function findWorkspaces(): Promise<WorkspaceRow[]> {
  const { rows } = await edgePool().query<WorkspaceRow>(
    `SELECT id, slug, name, plan, mode, time_zone AS "timeZone" FROM workspaces ORDER BY id`,
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

/** Finished forwards of events older than `before`. */
export const deleteForwards = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-forwards",
    `WITH old AS (
       SELECT f.id, f.event_created_at FROM installations i JOIN forwards f ON f.installation_id = i.id
       WHERE i.workspace_id = $1 AND f.created_at < $2 AND f.event_created_at < $2 AND f.state NOT IN ('pending', 'retrying')
       LIMIT ${BATCH} FOR UPDATE OF f SKIP LOCKED
     )
     DELETE FROM forwards f USING old WHERE f.id = old.id AND f.event_created_at = old.event_created_at`,
    [workspaceId, before],
  );

/** Events that were planned and on which nothing hangs any more, with their keys. */
export const deleteEvents = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-events",
    `WITH old AS (
       SELECT id, created_at FROM events e
       WHERE workspace_id = $1 AND created_at < $2
         AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.event_id = e.id AND d.event_created_at = e.created_at)
         AND NOT EXISTS (SELECT 1 FROM forwards f WHERE f.event_id = e.id AND f.event_created_at = e.created_at)
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.event_id = e.id AND o.sent_at IS NULL)
       LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ), keys AS (
       DELETE FROM event_keys k USING old WHERE k.workspace_id = $1 AND k.event_created_at = old.created_at AND k.event_id = old.id
     )
     DELETE FROM events e USING old WHERE e.id = old.id AND e.created_at = old.created_at`,
    [workspaceId, before],
  );

/** Incidents that were not seen since. */
export const deleteIncidents = (workspaceId: string, before: Date): Promise<number> =>
  run(
    "expire-incidents",
    `DELETE FROM incidents WHERE id = ANY(ARRAY(SELECT id FROM incidents WHERE workspace_id = $1 AND last_seen_at < $2 LIMIT ${BATCH}))`,
    [workspaceId, before],
  );

/** Receipts that need nothing more. `workspaceId` null: those that no installation took. */
export const deleteReceipts = (workspaceId: string | null, before: Date): Promise<number> =>
  run(
    "expire-receipts",
    `DELETE FROM receipts r USING (
       SELECT id, received_at FROM receipts
       WHERE (workspace_id = $1 OR ($1::text IS NULL AND workspace_id IS NULL)) AND received_at < $2 AND state NOT IN ('received', 'held')
       LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
     ) AS old WHERE r.id = old.id AND r.received_at = old.received_at`,
    [workspaceId, before],
  );

export interface HeldExpiring {
  endpointId: string;
  count: number;
  oldest: Date;
  newestEventId: string;
}

/** Held deliveries of events older than `soon` that no earlier notice of their endpoint covers, by endpoint. */
export function findUnannouncedHeld(sql: RawExecutor, workspaceId: string, soon: Date): Promise<HeldExpiring[]> {
  return sql.$queryRaw<HeldExpiring[]>`
    WITH covered AS (
      SELECT n.endpoint_id, max(e.created_at) AS until FROM notices n JOIN events e ON e.id = n.event_id
      WHERE n.workspace_id = ${workspaceId} AND n.category = 'held_expiring' GROUP BY n.endpoint_id
    ), found AS (
      SELECT d.endpoint_id, count(*)::int AS count, min(d.event_created_at) AS oldest, max(d.event_created_at) AS newest
      FROM deliveries d LEFT JOIN covered c ON c.endpoint_id = d.endpoint_id
      WHERE d.workspace_id = ${workspaceId} AND d.state = 'held' AND d.event_created_at < ${soon}::timestamptz
        AND (c.until IS NULL OR d.event_created_at > c.until)
      GROUP BY d.endpoint_id
    )
    SELECT f.endpoint_id AS "endpointId", f.count, f.oldest, (
      SELECT d.event_id FROM deliveries d
      WHERE d.endpoint_id = f.endpoint_id AND d.state = 'held' AND d.event_created_at = f.newest LIMIT 1
    ) AS "newestEventId" FROM found f`;
}

/**
 * Ends held deliveries whose retention is over and whose end was announced before `announcedBefore`. A notice covers
 * what is as old as the event it names, or older.
 */
export const expireHeld = (workspaceId: string, before: Date, announcedBefore: Date): Promise<number> =>
  run(
    "expire-held",
    `WITH covered AS (
       SELECT n.endpoint_id, max(e.created_at) AS until FROM notices n JOIN events e ON e.id = n.event_id
       WHERE n.workspace_id = $1 AND n.category = 'held_expiring' AND n.created_at <= $3 GROUP BY n.endpoint_id
     ), old AS (
       SELECT d.id, d.event_created_at FROM covered c JOIN deliveries d ON d.endpoint_id = c.endpoint_id
       WHERE d.workspace_id = $1 AND d.state = 'held' AND d.event_created_at < $2 AND d.event_created_at <= c.until
       LIMIT ${BATCH} FOR UPDATE OF d SKIP LOCKED
     )
     UPDATE deliveries d SET state = 'canceled', reason = 'expired', next_attempt_at = NULL, completed_at = now(), generation = d.generation + 1
     FROM old WHERE d.id = old.id AND d.event_created_at = old.event_created_at`,
    [workspaceId, before, announcedBefore],
  );
