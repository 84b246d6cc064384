import type { PoolClient } from "pg";

/** One event that an installation takes. */
export interface PlannedForward {
  id: string;
  workspaceId: string;
  installationId: string;
  eventId: string;
  eventCreatedAt: Date;
  eventType: string;
  /** The condition of its filter that decided against it; null when it is to be sent. */
  skippedFor: string | null;
}

/**
 * Writes what installations take, in the planner's transaction. An installation that is being disconnected is waited
 * for, and gets nothing any more: whoever disconnects it sees everything that was planned before.
 */
export async function writeForwards(client: PoolClient, forwards: readonly PlannedForward[]): Promise<void> {
  await client.query({
    name: "write_forwards",
    text: `INSERT INTO forwards (id, workspace_id, installation_id, event_id, event_created_at, event_type, state, reason, reason_detail,
             next_attempt_at, completed_at)
           SELECT f.id, f.workspace_id, f.installation_id, f.event_id, f.event_created_at, f.event_type,
             CASE WHEN f.skipped IS NULL THEN 'pending'::delivery_state ELSE 'skipped' END, CASE WHEN f.skipped IS NOT NULL THEN 'filtered' END,
             f.skipped, CASE WHEN f.skipped IS NULL THEN now() END, CASE WHEN f.skipped IS NOT NULL THEN now() END
           FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::jsonb[])
             AS f(id, workspace_id, installation_id, event_id, event_created_at, event_type, skipped)
           JOIN (SELECT id FROM installations WHERE id = ANY($3) AND status <> 'disconnected' ORDER BY id FOR SHARE) AS i ON i.id = f.installation_id
           ON CONFLICT DO NOTHING`,
    values: [
      forwards.map((row) => row.id),
      forwards.map((row) => row.workspaceId),
      forwards.map((row) => row.installationId),
      forwards.map((row) => row.eventId),
      forwards.map((row) => row.eventCreatedAt),
      forwards.map((row) => row.eventType),
      forwards.map((row) => row.skippedFor),
    ],
  });
}
