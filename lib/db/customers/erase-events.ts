import type { PoolClient } from "pg";

/** An event as the eraser reads it. */
export interface ScannedEvent {
  id: string;
  createdAt: Date;
  body: string;
  source: string;
  /** It is known to be this customer's. */
  own: boolean;
}

export interface EventPage {
  /** The last row that was read, or null when nothing was left. */
  last: { at: Date; id: string } | null;
  size: number;
  /** What may hold the customer: its own events, and those in whose body one of the texts stands. */
  candidates: ScannedEvent[];
}

/** Reads on in the events of a workspace, a bounded number of rows whatever they hold. */
export async function scanEvents(
  client: PoolClient,
  page: {
    workspaceId: string;
    customerId: string;
    after: { at: Date; id: string } | null;
    size: number;
    texts: string[];
  },
): Promise<EventPage> {
  const { rows } = await client.query<ScannedEvent & { size: number; lastAt: Date; lastId: string }>({
    name: "erase-scan",
    text: `WITH page AS (
             SELECT id, created_at, body, lower(body) AS lower, source, coalesce(customer_id = $2, false) AS own FROM events
             WHERE workspace_id = $1 AND created_at >= $3 AND (created_at > $3 OR id > $4)
             ORDER BY created_at, id LIMIT $5
           ), bounds AS (
             SELECT count(*)::int AS size, (SELECT created_at FROM page ORDER BY created_at DESC, id DESC LIMIT 1) AS last_at,
                    (SELECT id FROM page ORDER BY created_at DESC, id DESC LIMIT 1) AS last_id FROM page
           )
           SELECT p.id, p.created_at AS "createdAt", p.body, p.source, p.own, b.size, b.last_at AS "lastAt", b.last_id AS "lastId"
           FROM bounds b LEFT JOIN page p ON p.own OR EXISTS (SELECT 1 FROM unnest($6::text[]) AS t WHERE strpos(p.lower, lower(t)) > 0)`,
    values: [
      page.workspaceId,
      page.customerId,
      page.after?.at ?? new Date(0),
      page.after?.id ?? "",
      page.size,
      page.texts,
    ],
  });
  const [first] = rows;
  return {
    size: first?.size ?? 0,
    last: first && first.size > 0 ? { at: first.lastAt, id: first.lastId } : null,
    // The join leaves one row without an event when there is no candidate.
    candidates: rows.filter((row) => row.body !== null),
  };
}

interface Erased {
  id: string;
  createdAt: Date;
  body: string;
}

const keys = (events: readonly Erased[]) => [events.map((event) => event.id), events.map((event) => event.createdAt)];

/**
 * Replaces the bodies of these events, ends what still waits to send them and takes the receivers' answers out of their
 * attempts. In this order: a planner that has one of them in hand is waited for, and what it planned is seen after it.
 */
export async function eraseEvents(client: PoolClient, events: readonly Erased[]): Promise<void> {
  await client.query(
    `UPDATE outbox o SET sent_at = now() FROM unnest($1::text[], $2::timestamptz[]) AS e(id, at)
     WHERE o.event_id = e.id AND o.event_created_at = e.at AND o.sent_at IS NULL`,
    keys(events),
  );
  await client.query(
    `UPDATE events v SET body = e.body, erased_at = coalesce(v.erased_at, now())
     FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS e(id, at, body) WHERE v.id = e.id AND v.created_at = e.at`,
    [...keys(events), events.map((event) => event.body)],
  );
  for (const kind of ["d.kind <> 'test'", "d.kind = 'test'"]) await endDeliveries(client, events, kind);
  await client.query(
    `UPDATE forwards f SET
       state = CASE WHEN f.state IN ('pending', 'retrying') THEN 'canceled'::delivery_state ELSE f.state END,
       reason = CASE WHEN f.state IN ('pending', 'retrying', 'failed', 'canceled') THEN 'erased' ELSE f.reason END,
       completed_at = coalesce(f.completed_at, now()), next_attempt_at = NULL, claimed_until = NULL, reason_detail = NULL
     FROM unnest($1::text[], $2::timestamptz[]) AS e(id, at) WHERE f.event_id = e.id AND f.event_created_at = e.at`,
    keys(events),
  );
  await client.query(
    `UPDATE receipts r SET headers = NULL, body = NULL
     FROM events v JOIN unnest($1::text[], $2::timestamptz[]) AS e(id, at) ON v.id = e.id AND v.created_at = e.at
     WHERE r.workspace_id = v.workspace_id AND r.correlation_id = v.correlation_id`,
    keys(events),
  );
}

/** Both kinds apart: each has an index of its own. */
async function endDeliveries(client: PoolClient, events: readonly Erased[], kind: string): Promise<void> {
  await client.query(
    `WITH touched AS (
       UPDATE deliveries d SET
         state = CASE WHEN d.state IN ('pending', 'retrying', 'held') THEN 'canceled'::delivery_state ELSE d.state END,
         reason = CASE WHEN d.state IN ('pending', 'retrying', 'held') THEN 'erased' ELSE d.reason END,
         completed_at = CASE WHEN d.state IN ('pending', 'retrying', 'held') THEN now() ELSE d.completed_at END,
         generation = CASE WHEN d.state IN ('pending', 'retrying', 'held') THEN d.generation + 1 ELSE d.generation END,
         next_attempt_at = NULL, owner = NULL, lease_until = NULL, reason_detail = NULL
       FROM unnest($1::text[], $2::timestamptz[]) AS e(id, at)
       WHERE d.event_id = e.id AND d.event_created_at = e.at AND ${kind}
       RETURNING d.id, d.event_created_at
     )
     UPDATE attempts a SET response_body = NULL, response_headers = CASE WHEN a.response_headers IS NOT NULL THEN '[]' END
     FROM touched t WHERE a.delivery_id = t.id AND a.event_created_at = t.event_created_at`,
    keys(events),
  );
}

/** What the receivers wrote when they refused deliveries of these events, as failures are grouped by it. */
export async function findFailureGroups(client: PoolClient, events: readonly Erased[]): Promise<string[]> {
  const { rows } = await client.query<{ group: string }>(
    `SELECT DISTINCT d.failure_group AS "group" FROM deliveries d JOIN unnest($1::text[], $2::timestamptz[]) AS e(id, at)
       ON d.event_id = e.id AND d.event_created_at = e.at
     WHERE d.failure_group IS NOT NULL AND d.kind <> 'test'`,
    keys(events),
  );
  return rows.map((row) => row.group);
}

/** Renames groups of failures in deliveries and incidents. A renamed incident is over: its text was one customer's. */
export async function renameFailureGroups(
  client: PoolClient,
  workspaceId: string,
  events: readonly Erased[],
  renamed: ReadonlyMap<string, string>,
): Promise<void> {
  const [from, to] = [[...renamed.keys()], [...renamed.values()]];
  await client.query(
    `UPDATE deliveries d SET failure_group = g.new FROM unnest($3::text[], $4::text[]) AS g(old, new), unnest($1::text[], $2::timestamptz[]) AS e(id, at)
     WHERE d.event_id = e.id AND d.event_created_at = e.at AND d.kind <> 'test' AND d.failure_group = g.old`,
    [...keys(events), from, to],
  );
  await client.query(
    `UPDATE incidents i SET failure_group = g.new, resolved_at = coalesce(i.resolved_at, now())
     FROM unnest($2::text[], $3::text[]) AS g(old, new) WHERE i.workspace_id = $1 AND i.failure_group = g.old`,
    [workspaceId, from, to],
  );
}
