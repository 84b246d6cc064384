import { edgePool } from "../client";
import type { ErrorClass } from "../generated/enums";

/** Failures of an endpoint that one sweep reads, the newest first. */
const FAILURES_MAX = 2_000;
const WATERMARK = "incidents.seen_until";

/** Failures that look alike, as a sweep saw them. */
export interface FailureGroup {
  workspaceId: string;
  endpointId: string;
  failureGroup: string;
  errorClass: ErrorClass;
  statusCode: number | null;
  firstAt: Date;
  lastAt: Date;
  sampleDelivery: string;
}

/**
 * How the endpoints that failed since a time failed. Begins at the few rows that the engine keeps of them and reads an
 * index of failures alone, so a log without failures costs nothing.
 */
export async function findFailureGroups(since: Date): Promise<FailureGroup[]> {
  const { rows } = await edgePool().query<FailureGroup>({
    name: "find-failure-groups",
    text: `
      SELECT h.workspace_id AS "workspaceId", h.endpoint_id AS "endpointId", d.failure_group AS "failureGroup",
        (array_agg(d.error_class ORDER BY d.last_attempt_at DESC))[1] AS "errorClass",
        (array_agg(d.status_code ORDER BY d.last_attempt_at DESC))[1] AS "statusCode",
        (array_agg(d.id ORDER BY d.last_attempt_at DESC))[1] AS "sampleDelivery",
        min(d.last_attempt_at) AS "firstAt", max(d.last_attempt_at) AS "lastAt"
      FROM endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id AND e.workspace_id = h.workspace_id AND e.deleted_at IS NULL
      CROSS JOIN LATERAL (
        SELECT id, failure_group, error_class, status_code, last_attempt_at FROM deliveries f
        WHERE f.endpoint_id = h.endpoint_id AND f.failure_group IS NOT NULL AND f.last_attempt_at > $1
        ORDER BY f.last_attempt_at DESC LIMIT ${FAILURES_MAX}
      ) AS d
      WHERE h.last_failure_at > $1 AND d.error_class IS NOT NULL
      GROUP BY h.workspace_id, h.endpoint_id, d.failure_group
      ORDER BY h.endpoint_id, d.failure_group`,
    values: [since],
  });
  return rows;
}

/** One open incident for each group: a new one, or the known one seen again. May be called twice without harm. */
export async function writeIncidents(groups: readonly (FailureGroup & { id: string })[]): Promise<void> {
  if (groups.length === 0) return;
  await edgePool().query({
    name: "write-incidents",
    text: `
      INSERT INTO incidents AS i (id, workspace_id, endpoint_id, failure_group, error_class, status_code, first_seen_at, last_seen_at, sample_delivery)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::error_class[], $6::int[], $7::timestamptz[], $8::timestamptz[], $9::text[])
      ON CONFLICT (endpoint_id, failure_group) WHERE resolved_at IS NULL DO UPDATE SET
        first_seen_at = LEAST(i.first_seen_at, excluded.first_seen_at), last_seen_at = GREATEST(i.last_seen_at, excluded.last_seen_at),
        sample_delivery = excluded.sample_delivery
      WHERE i.last_seen_at < excluded.last_seen_at OR i.first_seen_at > excluded.first_seen_at`,
    values: [
      groups.map((group) => group.id),
      groups.map((group) => group.workspaceId),
      groups.map((group) => group.endpointId),
      groups.map((group) => group.failureGroup),
      groups.map((group) => group.errorClass),
      groups.map((group) => group.statusCode),
      groups.map((group) => group.firstAt),
      groups.map((group) => group.lastAt),
      groups.map((group) => group.sampleDelivery),
    ],
  });
}

/** Ends what was not seen since a time while its endpoint has answered well after it, and what belongs to a deleted one. */
export async function resolveIncidents(unseenSince: Date): Promise<void> {
  await edgePool().query({
    name: "resolve-incidents",
    text: `
      UPDATE incidents i SET resolved_at = now() FROM endpoints e LEFT JOIN endpoint_health h ON h.endpoint_id = e.id
      WHERE i.resolved_at IS NULL AND e.id = i.endpoint_id
        AND (e.deleted_at IS NOT NULL OR (i.last_seen_at < $1 AND h.last_success_at > i.last_seen_at))`,
    values: [unseenSince],
  });
}

/** Until when failures were looked at; null at the first time. */
export async function readWatermark(): Promise<Date | null> {
  const { rows } = await edgePool().query<{ value: string }>("SELECT value FROM server_settings WHERE key = $1", [
    WATERMARK,
  ]);
  return rows[0] ? new Date(rows[0].value) : null;
}

/** Never goes back, whoever writes last. */
export async function writeWatermark(at: Date): Promise<void> {
  await edgePool().query(
    `INSERT INTO server_settings AS s (key, value, updated_at) VALUES ($1, $2, now())
     ON CONFLICT (key) DO UPDATE SET value = GREATEST(s.value, excluded.value), updated_at = now()`,
    [WATERMARK, at.toISOString()],
  );
}
