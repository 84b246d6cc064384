import type { Pool } from "pg";

import { MAIN_WORKSPACE } from "./log-data";

export const STRIPE = "ins_01bench0000000000000stripe";
export const SLACK = "ins_01bench00000000000000slack";
const DAYS = 80;

/**
 * Everything else that has a list, in the workspace with most of the log: a tenth as many receipts, a twentieth as many
 * forwards and a hundredth as many customers, links, audit entries, e-mails and notices as there are attempts; what is
 * counted of endpoints, as the engines would have counted it; an incident for each group of failures. Every filter has a
 * value that is frequent and a rare one.
 */
export async function fillOthers(sql: Pool, attempts: number): Promise<void> {
  await sql.query("SELECT linquid_rebuild_stats('-infinity', 'infinity')");
  await sql.query("SELECT linquid_rebuild_type_stats('-infinity', 'infinity')");
  await sql.query(TALLIES);
  await sql.query(LEDGER);
  await sql.query(INCIDENTS);
  for (const [id, provider] of [
    [STRIPE, "stripe"],
    [SLACK, "slack"],
  ])
    await sql.query(INSTALLATION, [id, MAIN_WORKSPACE, provider]);
  // The product is told of each; here nobody listens.
  await sql.query("ALTER TABLE receipts DISABLE TRIGGER USER");
  await sql.query(RECEIPTS, [STRIPE, MAIN_WORKSPACE, Math.round(attempts / 10)]);
  await sql.query("ALTER TABLE receipts ENABLE TRIGGER USER");
  await sql.query(FORWARDS, [SLACK, MAIN_WORKSPACE, Math.round(attempts / 20)]);
  const few = Math.round(attempts / 100);
  for (const text of [CUSTOMERS, LINKS, AUDIT, EMAILS, NOTICES]) await sql.query(text, [MAIN_WORKSPACE, few]);
  await sql.query(
    "VACUUM (ANALYZE) receipts, forwards, customers, links, audit_entries, email_messages, notices, incidents, endpoint_stats, endpoint_type_stats, endpoint_tallies, endpoint_ledger",
  );
}

/** Row `n` of `$3` or `$2`: spread over the days of the log, the newest last. */
const at = (rows: string): string =>
  `date_trunc('milliseconds', now() - interval '${DAYS} days' * (1 - n / (${rows})::float8))`;

const TALLIES = `
INSERT INTO endpoint_tallies (endpoint_id, day, workspace_id, pending, retrying, delivered, failed, held, skipped, canceled)
SELECT endpoint_id, (event_created_at AT TIME ZONE 'UTC')::date, min(workspace_id),
  ${["pending", "retrying", "delivered", "failed", "held", "skipped", "canceled"]
    .map((state) => `count(*) FILTER (WHERE state = '${state}')`)
    .join(", ")}
FROM deliveries WHERE kind = 'event' GROUP BY 1, 2`;

const LEDGER = `
INSERT INTO endpoint_ledger (endpoint_id, day, workspace_id, matched)
SELECT endpoint_id, day, workspace_id, pending + retrying + delivered + failed + held + skipped + canceled FROM endpoint_tallies`;

const INCIDENTS = `
INSERT INTO incidents (id, workspace_id, endpoint_id, failure_group, error_class, status_code, first_seen_at, last_seen_at, resolved_at, sample_delivery)
SELECT bench_id('inc', bench_ms(max(last_attempt_at)), failure_group), workspace_id, endpoint_id, failure_group, min(error_class), min(status_code),
  min(last_attempt_at), max(last_attempt_at), CASE WHEN bench_roll(failure_group) % 3 > 0 THEN max(last_attempt_at) END, max(id)
FROM deliveries WHERE failure_group IS NOT NULL GROUP BY workspace_id, endpoint_id, failure_group`;

const INSTALLATION = `
INSERT INTO installations (id, workspace_id, provider, external_account_id, status, updated_at)
VALUES ($1, $2, $3, 'account', 'active', now())`;

const RECEIPTS = `
INSERT INTO receipts (id, workspace_id, installation_id, provider, external_id, topic, headers, body, state, correlation_id, received_at, processed_at)
SELECT bench_id('rcp', bench_ms(at), 'r' || n), $2, $1, 'stripe', 'evt_' || n,
  CASE WHEN r % 100003 = 0 THEN 'charge.dispute.created' WHEN r % 3 = 0 THEN 'checkout.session.completed' ELSE 'invoice.paid' END,
  repeat(md5(n::text), 8), repeat(md5(n::text), 40),
  (CASE WHEN r % 90001 = 0 THEN 'failed' WHEN r % 501 = 0 THEN 'held' WHEN r % 50 = 0 THEN 'duplicate' WHEN r % 4 = 0 THEN 'ignored' ELSE 'processed' END)::receipt_state,
  'cor_' || n, at, at
FROM (SELECT n, bench_roll('r' || n) AS r, ${at("$3")} AS at FROM generate_series(1, $3::int) AS n OFFSET 0) AS made`;

const FORWARDS = `
INSERT INTO forwards (id, workspace_id, installation_id, event_id, event_created_at, event_type, state, attempts, created_at, completed_at)
SELECT bench_id('fwd', bench_ms(at), 'f' || n), $2, $1, bench_id('evt', bench_ms(at), 'f' || n), at,
  CASE WHEN r % 100003 = 0 THEN 'payout.failed' WHEN r % 3 = 0 THEN 'sale.created' ELSE 'lead.created' END,
  (CASE WHEN r % 90001 = 0 THEN 'failed' WHEN r % 9 = 0 THEN 'skipped' ELSE 'delivered' END)::delivery_state, 1, at, at
FROM (SELECT n, bench_roll('f' || n) AS r, ${at("$3")} AS at FROM generate_series(1, $3::int) AS n OFFSET 0) AS made`;

const CUSTOMERS = `
INSERT INTO customers (id, workspace_id, external_id, email, name, created_at, updated_at)
SELECT bench_id('cus', bench_ms(at), 'c' || n), $1, 'user-' || n, 'person' || n || '@example.com', 'Person ' || n, at, at
FROM (SELECT n, ${at("$2")} AS at FROM generate_series(1, $2::int) AS n) AS made`;

const LINKS = `
INSERT INTO links (id, workspace_id, short_code, destination_url, title, tags, enabled, created_at, updated_at)
SELECT bench_id('link', bench_ms(at), 'l' || n), $1, 'many-' || n, 'https://shop.example.com/products/' || n,
  'Product ' || n, CASE WHEN n % 5003 = 0 THEN '{rare}'::text[] ELSE '{spring}'::text[] END, n % 5009 > 0, at, at
FROM (SELECT n, ${at("$2")} AS at FROM generate_series(1, $2::int) AS n) AS made`;

const AUDIT = `
INSERT INTO audit_entries (id, workspace_id, actor_type, actor_id, actor_name, action, object_type, object_id, object_name, created_at)
SELECT bench_id('aud', bench_ms(at), 'a' || n), $1, 'user', 'usr_' || n % 40, 'Person ' || n % 40,
  CASE WHEN n % 20011 = 0 THEN 'endpoint.reveal_secret' WHEN n % 3 = 0 THEN 'link.create' ELSE 'endpoint.update' END,
  'endpoint', 'ep_' || n % 700, 'Receiver', at
FROM (SELECT n, ${at("$2")} AS at FROM generate_series(1, $2::int) AS n) AS made`;

const EMAILS = `
INSERT INTO email_messages (id, workspace_id, "to", subject, text, category, state, created_at)
SELECT bench_id('eml', bench_ms(at), 'm' || n), $1, 'person' || n % 40 || '@example.com', 'Receiver is failing', 'It answers 503.', 'endpoint_failing',
  (CASE WHEN n % 20011 = 0 THEN 'complained' WHEN n % 900 = 0 THEN 'bounced' ELSE 'delivered' END)::email_state, at
FROM (SELECT n, ${at("$2")} AS at FROM generate_series(1, $2::int) AS n) AS made`;

const NOTICES = `
INSERT INTO notices (id, workspace_id, category, title, text, created_at)
SELECT bench_id('ntc', bench_ms(at), 'n' || n), $1, 'endpoint_failing', 'Receiver is failing', 'It answers 503.', at
FROM (SELECT n, ${at("$2")} AS at FROM generate_series(1, $2::int) AS n) AS made`;
