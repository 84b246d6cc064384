import { edgePool } from "../client";

/** An endpoint whose failing spell calls for a warning or its end, or whose reported spell is over. */
export interface Watched {
  endpointId: string;
  name: string;
  surface: "workspace" | "link" | "outbound";
  url: string;
  failingSince: Date | null;
  lastFailureAt: Date | null;
  failedDeliveries: number;
  warned: number;
  reportedSince: Date | null;
  reportedFailures: number;
  workspace: {
    id: string;
    slug: string;
    name: string;
    plan: "starter" | "pro" | "enterprise";
    mode: "live" | "test";
    timeZone: string;
  };
}

const COLUMNS = `h.endpoint_id AS "endpointId", e.name, e.surface, e.url, h.failing_since AS "failingSince", h.last_failure_at AS "lastFailureAt",
  h.failed_deliveries AS "failedDeliveries", h.warned, h.reported_since AS "reportedSince", h.reported_failures AS "reportedFailures",
  json_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'plan', w.plan, 'mode', w.mode, 'timeZone', w.time_zone) AS workspace`;

const FROM = `FROM endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id JOIN workspaces w ON w.id = h.workspace_id
  WHERE e.deleted_at IS NULL AND e.state = 'enabled' AND w.deleted_at IS NULL`;

/** Enabled endpoints that have been failing since before a time, and those that stopped failing after a warning. */
export async function findWatched(failingBefore: Date, limit: number): Promise<Watched[]> {
  const { rows } = await edgePool().query<Watched>({
    name: "find-watched",
    text: `(SELECT ${COLUMNS} ${FROM} AND h.failing_since <= $1 ORDER BY h.failing_since LIMIT $2)
           UNION ALL (SELECT ${COLUMNS} ${FROM} AND h.failing_since IS NULL AND h.warned > 0 LIMIT $2)`,
    values: [failingBefore, limit],
  });
  return rows;
}

/** Rises the warning level if it stands where it was read: of two processes one succeeds. */
export async function raiseWarning(watched: Watched, level: number): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "raise-warning",
    text: `UPDATE endpoint_health SET warned = $2, reported_since = failing_since, reported_failures = failed_deliveries
           WHERE endpoint_id = $1 AND warned = $3 AND failing_since IS NOT NULL`,
    values: [watched.endpointId, level, watched.warned],
  });
  return rowCount === 1;
}

/** Forgets a reported spell that is over. */
export async function clearWarning(watched: Watched): Promise<boolean> {
  const { rowCount } = await edgePool().query({
    name: "clear-warning",
    text: `UPDATE endpoint_health SET warned = 0, reported_since = NULL, reported_failures = 0
           WHERE endpoint_id = $1 AND warned = $2 AND failing_since IS NULL`,
    values: [watched.endpointId, watched.warned],
  });
  return rowCount === 1;
}

/** Whether anything was delivered since: the log itself, not what the engines noted. */
export async function hasDeliveredSince(endpointId: string, since: Date): Promise<boolean> {
  const { rows } = await edgePool().query({
    name: "delivered-since",
    text: `SELECT 1 FROM attempts WHERE endpoint_id = $1 AND started_at >= $2 AND error_class IS NULL AND status_code BETWEEN 200 AND 299
             AND trigger <> 'test' LIMIT 1`,
    values: [endpointId, since],
  });
  return rows.length > 0;
}

/** The last failed attempt's class and code. */
export async function lastFailure(
  endpointId: string,
): Promise<{ statusCode: number | null; errorClass: string | null } | null> {
  const { rows } = await edgePool().query<{ statusCode: number | null; errorClass: string | null }>({
    name: "last-failure",
    text: `SELECT status_code AS "statusCode", error_class AS "errorClass" FROM attempts
           WHERE endpoint_id = $1 AND error_class IS NOT NULL ORDER BY started_at DESC LIMIT 1`,
    values: [endpointId],
  });
  return rows[0] ?? null;
}
