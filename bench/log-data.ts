import type { Pool } from "pg";

const DAYS = 80;
/** It has most of the log. */
export const MAIN_WORKSPACE = "ws_01bench000000000000000main";
const WORKSPACES = [MAIN_WORKSPACE, "ws_01bench000000000000second", "ws_01bench0000000000000third"] as const;
const ENDPOINTS = 12;
const LINKS = 500;
const TABLES = ["events", "deliveries", "attempts"];

/**
 * Fills an empty, migrated database inside PostgreSQL: three workspaces that have 70, 25 and 5 of 100 events, twelve
 * endpoints each on all surfaces, 80 days. Most deliveries succeed at once; every filter has a value that is frequent
 * and one that a few rows in a hundred thousand have. Sizes follow from the number of attempts: 0.4 deliveries and
 * 0.1 events for each.
 */
export async function fillLog(sql: Pool, attempts: number): Promise<void> {
  const events = Math.round(attempts / 10);
  await makeFunctions(sql);
  await makeOwners(sql);
  await sql.query(`SELECT linquid_ensure_partitions(now() - interval '${DAYS + 1} days', now() + interval '7 days')`);
  const indexes = await dropIndexes(sql);
  // What endpoints are counted by is not what is measured, and the rows of one statement would all wait in memory for it.
  await sql.query("ALTER TABLE deliveries DISABLE TRIGGER deliveries_tally_insert");
  await sql.query(EVENTS, [events, [...WORKSPACES]]);
  await sql.query(DELIVERIES);
  await sql.query(ATTEMPTS);
  await sql.query("ALTER TABLE deliveries ENABLE TRIGGER deliveries_tally_insert");
  for (const text of indexes) await sql.query(text);
  await sql.query(`VACUUM (ANALYZE) ${TABLES.join(", ")}`);
}

/** Ids as ours are, and a number that is always the same for the same row. */
async function makeFunctions(sql: Pool): Promise<void> {
  const digit = (place: number): string =>
    `substr('0123456789abcdefghjkmnpqrstvwxyz', 1 + ((ms >> ${place * 5}) & 31)::int, 1)`;
  const digits = Array.from({ length: 10 }, (_, index) => digit(9 - index)).join(" || ");
  await sql.query(`
    CREATE FUNCTION bench_id(prefix text, ms bigint, seed text) RETURNS text LANGUAGE sql IMMUTABLE AS
      $$ SELECT prefix || '_' || ${digits} || substr(md5(seed), 1, 16) $$;
    CREATE FUNCTION bench_ms(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS
      $$ SELECT (extract(epoch FROM at) * 1000)::bigint $$;
    CREATE FUNCTION bench_roll(seed text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
      $$ SELECT hashtextextended(seed, 7) & 9223372036854775807 $$;`);
}

async function makeOwners(sql: Pool): Promise<void> {
  for (const [at, workspaceId] of WORKSPACES.entries()) {
    await sql.query(
      "INSERT INTO workspaces (id, slug, name, plan, updated_at) VALUES ($1, 'bench-log-' || $2::int, 'Bench', 'enterprise', now())",
      [workspaceId, at],
    );
    await sql.query(
      `INSERT INTO links (id, workspace_id, short_code, destination_url, updated_at)
       SELECT bench_id('link', n, $1 || n), $1, 'bench' || $2::int || '-' || n, 'https://example.com/', now() FROM generate_series(1, ${LINKS}) AS n`,
      [workspaceId, at],
    );
    await sql.query(
      `INSERT INTO endpoints (id, workspace_id, surface, link_id, name, url, event_types, retry_preset, updated_at)
       SELECT bench_id('ep', n, $1 || n), $1,
         (CASE WHEN n <= 7 THEN 'outbound' WHEN n <= 10 THEN 'workspace' ELSE 'link' END)::surface,
         CASE WHEN n > 10 THEN bench_id('link', n, $1 || n) END, 'Receiver ' || n, 'https://r' || n || '.example.com/in',
         '{link.clicked}', (CASE WHEN n % 3 = 0 THEN 'fast' ELSE 'standard' END)::retry_preset, now()
       FROM generate_series(1, ${ENDPOINTS}) AS n`,
      [workspaceId],
    );
  }
}

/** Loading with them in place takes several times as long. Answers the statements that make them again. */
async function dropIndexes(sql: Pool): Promise<string[]> {
  const { rows } = await sql.query<{ name: string; text: string }>(
    `SELECT indexname AS name, replace(indexdef, ' ON ONLY ', ' ON ') AS text FROM pg_indexes
     WHERE tablename = ANY($1) AND indexname NOT LIKE '%_pkey'`,
    [TABLES],
  );
  for (const { name } of rows) await sql.query(`DROP INDEX "${name}"`);
  return rows.map(({ text }) => text);
}

// OFFSET 0 below keeps PostgreSQL from computing a roll again wherever it is used.
const EVENTS = `
INSERT INTO events (id, workspace_id, type, body, link_id, source, occurred_at, created_at)
SELECT bench_id('evt', bench_ms(at), 'e' || n), ws, type,
  json_build_object('id', n, 'type', type, 'data', json_build_object('customer', json_build_object('id', 'cus_' || md5('c' || n % 50000),
    'email', 'person' || n % 50000 || '@example.com', 'name', 'Person ' || n % 50000), 'orderId', 'order-' || n,
    'note', repeat(md5(n::text) || ' ', 12)))::text,
  CASE WHEN type NOT LIKE 'payout%' THEN bench_id('link', link, ws || link) END, 'api', at, at
FROM (
  SELECT n, at, ws, 1 + (power(r % 1000 / 1000.0, 3) * ${LINKS - 1})::int AS link,
    CASE WHEN r % 100003 = 0 THEN 'payout.failed' WHEN r % 100 < 82 THEN 'link.clicked' WHEN r % 100 < 92 THEN 'lead.created'
      WHEN r % 100 < 98 THEN 'sale.created' ELSE 'customer.created' END AS type
  FROM (
    SELECT n, bench_roll('type' || n) AS r, date_trunc('milliseconds', now() - interval '${DAYS} days' * (1 - n / $1::float8)) AS at,
      ($2::text[])[CASE WHEN bench_roll('ws' || n) % 100 < 70 THEN 1 WHEN bench_roll('ws' || n) % 100 < 95 THEN 2 ELSE 3 END] AS ws
    FROM generate_series(1, $1::int) AS n OFFSET 0
  ) AS rolled
) AS made`;

const DELIVERIES = `
INSERT INTO deliveries (id, workspace_id, event_id, event_created_at, event_type, link_id, endpoint_id, surface, kind, state, reason,
  attempt_count, step, next_attempt_at, status_code, response_time_ms, error_class, failure_group, last_attempt_at, replay_id, created_at, completed_at)
SELECT bench_id('dlv', bench_ms(made), 'd' || event_id || n), workspace_id, event_id, event_at, type, link_id, endpoint_id, surface, kind, state,
  CASE WHEN state = 'held' THEN 'paused' WHEN state = 'canceled' THEN 'canceled' END, attempts, attempts,
  CASE WHEN state IN ('pending', 'retrying') THEN now() + interval '1 hour' END,
  CASE WHEN attempts = 0 THEN NULL WHEN error_class = 'http' THEN code WHEN error_class IS NULL THEN CASE WHEN r % 90001 = 0 THEN 201 ELSE 200 END END,
  CASE WHEN attempts > 0 THEN CASE WHEN r % 100019 = 0 THEN 25000 WHEN r % 40 = 0 THEN 1000 + r % 9000 ELSE 20 + r % 300 END END,
  error_class, CASE WHEN error_class IS NOT NULL THEN endpoint_id || '|' || error_class || '|' || code END,
  CASE WHEN attempts > 0 THEN made + interval '1 second' END,
  CASE WHEN kind = 'replay' THEN 'rpl_01bench000000000000000000' || (r % 10) END, made, CASE WHEN state NOT IN ('pending', 'retrying', 'held') THEN made + interval '2 seconds' END
FROM (
  SELECT *, CASE WHEN state IN ('pending', 'held', 'skipped') THEN 0 WHEN r % 1000 < 700 THEN 1 WHEN r % 1000 < 820 THEN 3 ELSE 8 END AS attempts,
    CASE WHEN state IN ('failed', 'retrying') THEN
      (CASE WHEN r % 3001 = 0 THEN 'tls' WHEN r % 10 = 0 THEN 'timeout' WHEN r % 17 = 0 THEN 'refused' ELSE 'http' END)::error_class END AS error_class,
    CASE WHEN r % 2003 = 0 THEN 418 WHEN r % 5 = 0 THEN 404 WHEN r % 7 = 0 THEN 429 WHEN r % 3 = 0 THEN 500 ELSE 503 END AS code,
    CASE WHEN kind = 'replay' THEN event_at + interval '3 hours' ELSE event_at + interval '30 milliseconds' END AS made
  FROM (
    SELECT *, (CASE WHEN r % 1009 = 0 THEN 'test' WHEN r % 2011 = 0 THEN 'replay' ELSE 'event' END)::delivery_kind AS kind,
      (CASE WHEN event_at > now() - interval '20 minutes' AND r % 10 = 0 THEN 'pending' WHEN event_at > now() - interval '2 days' AND r % 40 = 1 THEN 'retrying'
        WHEN r % 30011 = 0 THEN 'canceled' WHEN r % 200 = 0 THEN 'held' WHEN r % 70 = 0 THEN 'skipped' WHEN r % 29 = 0 THEN 'failed' ELSE 'delivered' END)::delivery_state AS state
    FROM (
      SELECT e.id AS event_id, e.created_at AS event_at, e.workspace_id, e.type, e.link_id, n, p.id AS endpoint_id, p.surface,
        bench_roll('d' || e.id || n) AS r
      FROM events e CROSS JOIN generate_series(0, 3) AS n
      JOIN (SELECT *, row_number() OVER (PARTITION BY workspace_id ORDER BY id) AS place FROM endpoints) AS p
        ON p.workspace_id = e.workspace_id AND p.place = 1 + (bench_roll('ep' || e.id) + n * 3) % ${ENDPOINTS} OFFSET 0
    ) AS placed OFFSET 0
  ) AS stated OFFSET 0
) AS attempted`;

const ATTEMPTS = `
INSERT INTO attempts (id, workspace_id, delivery_id, event_created_at, endpoint_id, number, trigger, started_at, response_time_ms, status_code,
  error_class, request_url, request_headers, response_headers, response_body, response_size, timings, resolved_address)
SELECT bench_id('att', bench_ms(at), id || n), workspace_id, id, event_created_at, endpoint_id, n,
  (CASE WHEN kind = 'test' THEN 'test' WHEN kind = 'replay' THEN 'replay' ELSE 'automatic' END)::attempt_trigger, at, response_time_ms,
  CASE WHEN n < attempt_count THEN 503 ELSE status_code END, CASE WHEN n < attempt_count THEN 'http' ELSE error_class END,
  'https://r.example.com/in', '[["content-type","application/json"],["webhook-id","' || event_id || '"],["webhook-signature","v1,********"]]',
  '[["content-type","text/plain"]]', 'ok', 2, '{1,2,3,4,5}', '203.0.113.7'
FROM (
  SELECT d.*, n, d.created_at + interval '1 second' + interval '5 minutes' * (n - 1) AS at
  FROM deliveries d CROSS JOIN LATERAL generate_series(1, d.attempt_count) AS n
) AS made`;
