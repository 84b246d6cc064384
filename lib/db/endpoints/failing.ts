import { edgePool } from "../client";
import type { ErrorClass, Surface } from "../generated/enums";
import type { RawExecutor } from "../transaction";
import type { WorkspaceRow } from "../workspaces";

/** An endpoint whose failing spell calls for a warning or its end, or whose reported spell is over. */
export interface Watched {
  endpointId: string;
  name: string;
  surface: Surface;
  url: string;
  lastSuccessAt: Date | null;
  lastFailureAt: Date | null;
  failingSince: Date | null;
  failedDeliveries: number;
  /** How many of the warnings of the reported spell were given. */
  warned: number;
  reportedSince: Date | null;
  reportedFailures: number;
  workspace: WorkspaceRow;
}

/** When the spells of interest began at the latest, and what makes a long one proof. */
export interface WatchLimits {
  /** The spell of a first, second, … warning began before these. */
  warnBefore: readonly Date[];
  turnOffBefore: Date;
  failedMin: number;
  spanSeconds: number;
}

const SELECT = `SELECT h.endpoint_id AS "endpointId", e.name, e.surface, e.url, h.last_success_at AS "lastSuccessAt",
  h.last_failure_at AS "lastFailureAt", h.failing_since AS "failingSince", h.failed_deliveries AS "failedDeliveries", h.warned,
  h.reported_since AS "reportedSince", h.reported_failures AS "reportedFailures",
  jsonb_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'plan', w.plan, 'mode', w.mode, 'timeZone', w.time_zone) AS workspace
  FROM endpoint_health h JOIN endpoints e ON e.id = h.endpoint_id JOIN workspaces w ON w.id = h.workspace_id
  WHERE e.deleted_at IS NULL AND e.state = 'enabled' AND w.deleted_at IS NULL`;

/** The reported spell is not the one that runs now: it ended, even if another began since. */
const IS_OVER = "h.warned > 0 AND h.failing_since IS DISTINCT FROM h.reported_since";

/**
 * Enabled endpoints with something to do, so that those that were dealt with never crowd out others: a warning that was
 * not given yet, a spell long and dense enough to be turned off, or a reported spell that is over.
 */
export async function findWatched(limits: WatchLimits, limit: number): Promise<Watched[]> {
  const { rows } = await edgePool().query<Watched>({
    name: "find-watched",
    text: `(${SELECT} AND h.failing_since <= ($1::timestamptz[])[1] AND (
              h.warned < (SELECT count(*) FROM unnest($1::timestamptz[]) AS warning(before) WHERE h.failing_since <= before)
              OR (h.failing_since <= $2 AND h.failed_deliveries >= $3 AND h.last_failure_at - h.failing_since >= make_interval(secs => $4)))
            ORDER BY h.failing_since LIMIT $5)
           UNION (${SELECT} AND ${IS_OVER} LIMIT $5)`,
    values: [limits.warnBefore, limits.turnOffBefore, limits.failedMin, limits.spanSeconds, limit],
  });
  return rows;
}

/** Raises the warning level if spell and level stand as they were read: of any number of processes one succeeds. */
export async function raiseWarning(
  sql: RawExecutor,
  { endpointId, failingSince, warned }: Watched,
  level: number,
): Promise<boolean> {
  const raised = await sql.$executeRaw`
    UPDATE endpoint_health SET warned = ${level}, reported_since = failing_since, reported_failures = failed_deliveries
    WHERE endpoint_id = ${endpointId} AND warned = ${warned} AND failing_since = ${failingSince}::timestamptz
      AND EXISTS (SELECT 1 FROM endpoints e WHERE e.id = endpoint_id AND e.state = 'enabled' AND e.deleted_at IS NULL)`;
  return raised === 1;
}

/** Forgets a reported spell that is over. Of any number of processes one succeeds. */
export async function clearWarning(sql: RawExecutor, { endpointId, warned, reportedSince }: Watched): Promise<boolean> {
  const cleared = await sql.$executeRaw`
    UPDATE endpoint_health h SET warned = 0, reported_since = NULL, reported_failures = 0
    WHERE h.endpoint_id = ${endpointId} AND h.warned = ${warned} AND h.warned > 0
      AND h.reported_since IS NOT DISTINCT FROM ${reportedSince}::timestamptz
      AND h.failing_since IS DISTINCT FROM h.reported_since`;
  return cleared === 1;
}

/** Whether this very spell still runs; its row is locked, so that no success ends it before the transaction does. */
export async function lockSpell(sql: RawExecutor, { endpointId, failingSince }: Watched): Promise<boolean> {
  const rows = await sql.$queryRaw<unknown[]>`
    SELECT endpoint_id FROM endpoint_health
    WHERE endpoint_id = ${endpointId} AND failing_since = ${failingSince}::timestamptz FOR UPDATE`;
  return rows.length === 1;
}

/** Ends a spell that the log disproves: a note of that success was lost. */
export async function endSpell({ endpointId, failingSince }: Watched, succeededAt: Date): Promise<void> {
  await edgePool().query({
    name: "end-spell",
    text: `UPDATE endpoint_health SET failing_since = NULL, failed_deliveries = 0, failures_in_a_row = 0,
             last_success_at = GREATEST(last_success_at, $3)
           WHERE endpoint_id = $1 AND failing_since = $2`,
    values: [endpointId, failingSince, succeededAt],
  });
}

/**
 * When a request first brought a delivery to its end since a time, by the log itself and not by what the engines noted;
 * null when none did. A request takes at most 30 s, so one that ended since then did not start a minute before.
 */
export async function firstDeliveredSince(endpointId: string, since: Date): Promise<Date | null> {
  const { rows } = await edgePool().query<{ at: Date }>({
    name: "first-delivered-since",
    text: `SELECT started_at + make_interval(secs => response_time_ms / 1000.0) AS at FROM attempts
           WHERE endpoint_id = $1 AND started_at >= $2::timestamptz - interval '1 minute'
             AND started_at + make_interval(secs => response_time_ms / 1000.0) >= $2
             AND error_class IS NULL AND status_code BETWEEN 200 AND 299 AND trigger <> 'test'
           ORDER BY started_at LIMIT 1`,
    values: [endpointId, since],
  });
  return rows[0]?.at ?? null;
}

/** The last failed attempt's class and code. */
export async function lastFailure(
  sql: RawExecutor,
  endpointId: string,
): Promise<{ statusCode: number | null; errorClass: ErrorClass } | null> {
  const rows = await sql.$queryRaw<{ statusCode: number | null; errorClass: ErrorClass }[]>`
    SELECT status_code AS "statusCode", error_class::text AS "errorClass" FROM attempts
    WHERE endpoint_id = ${endpointId} AND error_class IS NOT NULL AND trigger <> 'test' ORDER BY started_at DESC LIMIT 1`;
  return rows[0] ?? null;
}
