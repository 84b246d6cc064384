import { edgePool } from "../client";
import type { ErrorClass } from "../generated/enums";
import type { WorkspaceRow } from "../workspaces";

/** Something that is to be told now and was not told yet. */
interface Due {
  workspace: WorkspaceRow;
  /** Names what is told; told once, it is not due again while its notice is kept. */
  dedupeKey: string;
}

export interface FinishedReplay extends Due {
  createdByName: string;
  total: number;
  delivered: number;
  failed: number;
  leftOut: number;
}

/** A secret or a certificate of an endpoint. */
export interface DueSecret extends Due {
  endpointId: string;
  endpointName: string;
  /** When it was made, or when it ends. */
  at: Date;
}

export interface FirstFailure extends Due {
  endpointId: string;
  endpointName: string;
  at: Date;
  statusCode: number | null;
  errorClass: ErrorClass | null;
}

export interface BrokenInstallation extends Due {
  provider: string;
  externalName: string | null;
  statusDetail: string | null;
}

export interface UnusedKey extends Due {
  name: string;
  lastUsedAt: Date | null;
}

export interface DaySummary extends Due {
  /** UTC, `2026-01-12`. */
  day: string;
  delivered: number;
  failed: number;
  waiting: number;
  failingEndpoints: number;
}

/** So many of a kind are told in one run; what is over is told in the next. */
const AT_ONCE = 200;

const WORKSPACE = `jsonb_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'plan', w.plan, 'mode', w.mode,
  'timeZone', w.time_zone) AS workspace`;

/** @param select what the rows hold beside the workspace @param key the expression of the dedupe key @param from all after FROM, with the workspace as `w` */
async function findDue<Row extends Due>(name: string, select: string, key: string, from: string): Promise<Row[]> {
  const { rows } = await edgePool().query<Row>({
    name: `find-due-${name}`,
    text: `SELECT ${WORKSPACE}, ${key} AS "dedupeKey", ${select} FROM ${from} AND w.deleted_at IS NULL
             AND NOT EXISTS (SELECT FROM notices n WHERE n.workspace_id = w.id AND n.dedupe_key = ${key})
           LIMIT ${AT_ONCE}`,
  });
  return rows;
}

/** Those that a person began; what an endpoint held is sent without one. */
export const findFinishedReplays = (): Promise<FinishedReplay[]> =>
  findDue(
    "replays",
    `r.created_by_name AS "createdByName", r.total, r.delivered, r.failed, r.left_out AS "leftOut"`,
    "'replay_finished:' || r.id",
    `replays r JOIN workspaces w ON w.id = r.workspace_id
     WHERE r.state = 'done' AND r.finished_at > now() - interval '1 day'
       AND (r.selection #>> '{selection,by}') IS DISTINCT FROM 'held'`,
  );

const SECRETS = `endpoint_secrets s JOIN endpoints e ON e.id = s.endpoint_id AND e.deleted_at IS NULL AND e.state = 'enabled'
  JOIN workspaces w ON w.id = s.workspace_id`;

/** Signing secrets that have been the current one for 90 days. */
export const findOldSecrets = (): Promise<DueSecret[]> =>
  findDue(
    "old-secrets",
    `e.id AS "endpointId", e.name AS "endpointName", s.created_at AS at`,
    "'secret_old:' || s.id",
    `${SECRETS} WHERE s.expires_at IS NULL AND s.created_at < now() - interval '90 days'`,
  );

/** Signing secrets that were replaced and stop being used within 72 hours. */
export const findEndingSecrets = (): Promise<DueSecret[]> =>
  findDue(
    "ending-secrets",
    `e.id AS "endpointId", e.name AS "endpointName", s.expires_at AS at`,
    "'secret_ending:' || s.id",
    `${SECRETS} WHERE s.expires_at BETWEEN now() AND now() + interval '72 hours'`,
  );

export interface UnprovenSecret extends DueSecret {
  hours: number;
}

/**
 * Rotations that end within four hours, then within one, of which no test signed with the new secret alone was accepted.
 * One that was begun with less time than that to go is not news.
 */
export const findUnprovenSecrets = (): Promise<UnprovenSecret[]> =>
  findDue(
    "unproven-secrets",
    `e.id AS "endpointId", e.name AS "endpointName", s.expires_at AS at, notice.hours`,
    "'secret_ending:' || s.id || ':' || notice.hours || 'h'",
    `${SECRETS} JOIN endpoint_secrets c ON c.endpoint_id = e.id AND c.expires_at IS NULL
     CROSS JOIN LATERAL (SELECT CASE WHEN s.expires_at > now() + interval '1 hour' THEN 4 ELSE 1 END AS hours) AS notice
     WHERE s.expires_at BETWEEN now() AND now() + interval '4 hours'
       AND c.created_at < s.expires_at - make_interval(hours => notice.hours, mins => 5)
       AND NOT EXISTS (SELECT FROM deliveries d WHERE d.endpoint_id = e.id AND d.kind = 'test' AND d.state = 'delivered'
         AND d.created_at >= c.created_at AND d.reason_detail ->> 'signWith' = 'current')`,
  );

/** Endpoints whose receiver's certificate ends within 14 days. */
export const findEndingCertificates = (): Promise<DueSecret[]> =>
  findDue(
    "ending-certificates",
    `e.id AS "endpointId", e.name AS "endpointName", h.certificate_ends_at AS at`,
    "'certificate_ending:' || e.id || ':' || to_char(h.certificate_ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    `endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id AND e.deleted_at IS NULL AND e.state = 'enabled'
     JOIN workspaces w ON w.id = h.workspace_id
     WHERE h.certificate_ends_at BETWEEN now() AND now() + interval '14 days'`,
  );

/** Endpoints that failed within the last hour, after at least seven days in which attempts succeeded and none failed. */
export const findFirstFailures = (): Promise<FirstFailure[]> =>
  findDue(
    "first-failures",
    `e.id AS "endpointId", e.name AS "endpointName", h.last_failure_at AS at, a.status_code AS "statusCode",
     a.error_class::text AS "errorClass"`,
    "'first_failure:' || e.id || ':' || to_char(h.last_failure_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    `endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id AND e.deleted_at IS NULL AND e.state = 'enabled'
     JOIN workspaces w ON w.id = h.workspace_id
     CROSS JOIN LATERAL (
       SELECT coalesce(sum(t.succeeded), 0) AS good, coalesce(sum(t.retried + t.failed), 0) AS bad FROM endpoint_stats t
       WHERE t.endpoint_id = e.id AND t.slot >= h.last_failure_at - interval '7 days'
         AND t.slot < date_bin('15 minutes', h.last_failure_at, 'epoch')) AS week
     LEFT JOIN LATERAL (
       SELECT status_code, error_class FROM attempts
       WHERE endpoint_id = e.id AND error_class IS NOT NULL AND trigger <> 'test' ORDER BY started_at DESC LIMIT 1) AS a ON true
     WHERE h.last_failure_at > now() - interval '1 hour' AND week.good > 0 AND week.bad = 0
       AND e.created_at < h.last_failure_at - interval '7 days'`,
  );

/** Integrations in error; each at most once a day. */
export const findBrokenInstallations = (): Promise<BrokenInstallation[]> =>
  findDue(
    "broken-installations",
    `i.provider, i.external_name AS "externalName", i.status_detail AS "statusDetail"`,
    "'integration_error:' || i.id || ':' || to_char(i.status_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')",
    `installations i JOIN workspaces w ON w.id = i.workspace_id
     WHERE i.status = 'error' AND i.status_at > now() - interval '7 days'`,
  );

/** API keys that work and have not been used for 90 days. */
export const findUnusedKeys = (): Promise<UnusedKey[]> =>
  findDue(
    "unused-keys",
    `k.name, k.last_used_at AS "lastUsedAt"`,
    "'key_unused:' || k.id",
    `api_keys k JOIN workspaces w ON w.id = k.workspace_id
     WHERE k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
       AND coalesce(k.last_used_at, k.created_at) < now() - interval '90 days'`,
  );

/** The day before, from eight in the morning on where the workspace is, where somebody asked for it. */
export const findDaySummaries = (): Promise<DaySummary[]> =>
  findDue(
    "day-summaries",
    `to_char(now() AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD') AS day, coalesce(t.delivered, 0)::float8 AS delivered,
     coalesce(t.failed, 0)::float8 AS failed, coalesce(t.waiting, 0)::float8 AS waiting, f.failing AS "failingEndpoints"`,
    "'daily_summary:' || to_char(now() AT TIME ZONE w.time_zone, 'YYYY-MM-DD')",
    `workspaces w JOIN notification_rules u ON u.workspace_id = w.id AND u.category = 'daily_summary' AND u.enabled
     LEFT JOIN LATERAL (
       SELECT sum(delivered) AS delivered, sum(failed) AS failed, sum(pending + retrying + held) AS waiting FROM endpoint_tallies
       WHERE workspace_id = w.id AND day = (now() AT TIME ZONE 'UTC' - interval '1 day')::date) AS t ON true
     CROSS JOIN LATERAL (
       SELECT count(*)::int AS failing FROM endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id
       WHERE h.workspace_id = w.id AND h.failing_since IS NOT NULL AND e.deleted_at IS NULL AND e.state = 'enabled') AS f
     WHERE (now() AT TIME ZONE w.time_zone)::time >= '08:00'`,
  );
