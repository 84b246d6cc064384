import type { PoolClient } from "pg";

import { LEASE_SECONDS } from "./claims";
import { type PlannedForward, writeForwards } from "./forwards";
import { enginePool } from "./pool";

/** One accepted event that waits to be planned. */
export interface OutboxRow {
  outboxId: string;
  eventId: string;
  eventCreatedAt: Date;
  workspaceId: string;
  type: string;
  body: string;
  linkId: string | null;
  source: string;
  routingVersion: number;
}

/** One delivery to insert. `claimed` ones belong to the engine that inserts them. */
export interface PlannedRow {
  id: string;
  workspaceId: string;
  eventId: string;
  eventCreatedAt: Date;
  eventType: string;
  linkId: string | null;
  endpointId: string;
  surface: "workspace" | "link" | "outbound";
  state: "pending" | "held" | "skipped";
  reason: string | null;
  reasonDetail: string | null;
  claimed: boolean;
  /** Null when held or skipped. */
  nextAttemptAt: Date | null;
}

/** What becomes of some events: their deliveries, and what goes to providers. */
export interface Plan {
  deliveries: readonly PlannedRow[];
  forwards: readonly PlannedForward[];
}

/**
 * Runs `plan` over up to `limit` accepted events that no other engine is planning, then marks them and writes what it
 * answers, all in one transaction: nothing lies between "sent" and "planned". Answers the ids of the deliveries that were
 * inserted (what existed already is left alone) and how many events were planned.
 */
export async function planOutbox(
  owner: string,
  limit: number,
  plan: (rows: readonly OutboxRow[]) => Promise<Plan>,
): Promise<{ planned: number; inserted: Set<string> }> {
  const client = await enginePool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const rows = await takeOutbox(client, limit);
    if (rows.length === 0) {
      await client.query("COMMIT");
      return { planned: 0, inserted: new Set() };
    }
    const { deliveries, forwards } = await plan(rows);
    const inserted = await writePlan(client, owner, rows, deliveries);
    if (forwards.length > 0) await writeForwards(client, forwards);
    await client.query("COMMIT");
    return { planned: rows.length, inserted };
  } catch (error) {
    await client.query("ROLLBACK").catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error("The connection is broken.");
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

async function takeOutbox(client: PoolClient, limit: number): Promise<OutboxRow[]> {
  const result = await client.query<OutboxRow>({
    name: "take_outbox",
    text: `SELECT o.id AS "outboxId", e.id AS "eventId", e.created_at AS "eventCreatedAt", e.workspace_id AS "workspaceId", e.type, e.body,
             e.link_id AS "linkId", e.source, w.routing_version AS "routingVersion"
           FROM outbox o
           JOIN events e ON e.id = o.event_id AND e.created_at = o.event_created_at
           JOIN workspaces w ON w.id = o.workspace_id
           WHERE o.sent_at IS NULL ORDER BY o.id LIMIT $1 FOR UPDATE OF o SKIP LOCKED`,
    values: [limit],
  });
  return result.rows;
}

const INSERT = `
WITH sent AS (
  UPDATE outbox SET sent_at = now() WHERE id = ANY($1)
), counted AS (
  INSERT INTO endpoint_ledger (endpoint_id, day, workspace_id, matched)
  SELECT endpoint_id, (event_created_at AT TIME ZONE 'UTC')::date, min(workspace_id), count(*)
  FROM unnest($9::text[], $4::text[], $6::timestamptz[]) AS m(endpoint_id, workspace_id, event_created_at) GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (endpoint_id, day) DO UPDATE SET matched = endpoint_ledger.matched + excluded.matched
)
INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, state, reason, reason_detail,
  owner, lease_until, generation, next_attempt_at, completed_at)
SELECT id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, state, reason, reason_detail,
  CASE WHEN claimed THEN $2 END, CASE WHEN claimed THEN now() + interval '${LEASE_SECONDS} s' END, CASE WHEN claimed THEN 1 ELSE 0 END,
  CASE WHEN claimed THEN now() + interval '${LEASE_SECONDS} s' ELSE next_attempt_at END,
  CASE WHEN state = 'skipped' THEN now() END
FROM unnest($3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[], $9::text[], $10::surface[],
  $11::delivery_state[], $12::text[], $13::jsonb[], $14::bool[], $15::timestamptz[])
  AS p(id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, state, reason, reason_detail, claimed, next_attempt_at)
ON CONFLICT DO NOTHING
RETURNING id`;

async function writePlan(
  client: PoolClient,
  owner: string,
  rows: readonly OutboxRow[],
  planned: readonly PlannedRow[],
): Promise<Set<string>> {
  const result = await client.query<{ id: string }>({
    name: "write_plan",
    text: INSERT,
    values: [
      rows.map((row) => row.outboxId),
      owner,
      planned.map((row) => row.id),
      planned.map((row) => row.workspaceId),
      planned.map((row) => row.eventId),
      planned.map((row) => row.eventCreatedAt),
      planned.map((row) => row.eventType),
      planned.map((row) => row.linkId),
      planned.map((row) => row.endpointId),
      planned.map((row) => row.surface),
      planned.map((row) => row.state),
      planned.map((row) => row.reason),
      planned.map((row) => row.reasonDetail),
      planned.map((row) => row.claimed),
      planned.map((row) => row.nextAttemptAt),
    ],
  });
  return new Set(result.rows.map((row) => row.id));
}
