import type { EventRow } from "../events/insert";
import type { RawExecutor } from "../transaction";
import { enginePool } from "./pool";

/** An event on its way in: its row, and the caller's key with a digest of what was asked. */
export interface NewEvent extends EventRow {
  outboxId: string;
  idempotencyKey: string | null;
  fingerprint: string | null;
}

export interface KnownKey {
  workspaceId: string;
  key: string;
  eventId: string;
  eventCreatedAt: Date;
  fingerprint: string;
}

const ACCEPT = `
WITH input AS (
  SELECT * FROM unnest(
    $1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::event_source[], $8::text[],
    $9::timestamptz[], $10::timestamptz[], $11::text[], $12::text[], $13::text[]
  ) AS i(id, workspace_id, type, body, link_id, customer_id, source, actor, occurred_at, created_at, outbox_id, key, fingerprint)
), keys AS (
  INSERT INTO event_keys (workspace_id, key, event_id, event_created_at, fingerprint)
  SELECT workspace_id, key, id, created_at, fingerprint FROM input WHERE key IS NOT NULL
  ON CONFLICT (workspace_id, key) DO NOTHING
  RETURNING event_id
), fresh AS (
  SELECT * FROM input WHERE key IS NULL OR id IN (SELECT event_id FROM keys)
), written AS (
  INSERT INTO events (id, workspace_id, type, body, link_id, customer_id, source, actor, occurred_at, created_at)
  SELECT id, workspace_id, type, body, link_id, customer_id, source, actor, occurred_at, created_at FROM fresh
), announced AS (
  INSERT INTO outbox (id, name, workspace_id, event_id, event_created_at)
  SELECT outbox_id, 'event.accepted', workspace_id, id, created_at FROM fresh
), woken AS MATERIALIZED (SELECT pg_notify('linquid_outbox', '') FROM fresh LIMIT 1)
SELECT id, (SELECT count(*) FROM woken) AS woken FROM fresh`;

/** Runs one statement: on a connection of the engine's, or in a transaction that does more. */
export type RunStatement = <Row extends object>(name: string, text: string, values: unknown[]) => Promise<Row[]>;

const onPool: RunStatement = async <Row extends object>(name: string, text: string, values: unknown[]) =>
  (await enginePool().query<Row>({ name, text, values })).rows;

/** Moments as texts, which is how they pass in lists. */
export const inTransaction =
  (sql: RawExecutor): RunStatement =>
  (_name, text, values) =>
    sql.$queryRawUnsafe(text, ...values.map((value) => (Array.isArray(value) ? value.map(passable) : value)));

const passable = (value: unknown): unknown => (value instanceof Date ? value.toISOString() : value);

/**
 * Key, event and outbox row of many events in one statement, so in one transaction. Answers the ids that are new; the
 * others carry a key that is known, see `findKeys`.
 */
export async function writeEvents(rows: readonly NewEvent[], run: RunStatement = onPool): Promise<Set<string>> {
  const written = await run<{ id: string }>("accept", ACCEPT, [
    rows.map((row) => row.id),
    rows.map((row) => row.workspaceId),
    rows.map((row) => row.type),
    rows.map((row) => row.body),
    rows.map((row) => row.linkId),
    rows.map((row) => row.customerId),
    rows.map((row) => row.source),
    rows.map((row) => row.actor),
    rows.map((row) => row.occurredAt),
    rows.map((row) => row.createdAt),
    rows.map((row) => row.outboxId),
    rows.map((row) => row.idempotencyKey),
    rows.map((row) => row.fingerprint),
  ]);
  return new Set(written.map((row) => row.id));
}

/** What stands behind idempotency keys that were used before. */
export async function findKeys(
  workspaceId: string,
  keys: readonly string[],
  run: RunStatement = onPool,
): Promise<Map<string, KnownKey>> {
  const known = await run<KnownKey>(
    "find_keys",
    `SELECT workspace_id AS "workspaceId", key, event_id AS "eventId", event_created_at AS "eventCreatedAt", fingerprint
       FROM event_keys WHERE workspace_id = $1 AND key = ANY($2)`,
    [workspaceId, keys],
  );
  return new Map(known.map((row) => [row.key, row]));
}
