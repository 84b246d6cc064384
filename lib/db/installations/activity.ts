import { edgePool } from "../client";

export interface ActivityHour {
  installationId: string;
  /** 0 for the oldest of the 24 hours. */
  hour: number;
  came: number;
  cameFailed: number;
  cameLate: number;
  went: number;
  wentFailed: number;
  wentLate: number;
}

/** Of more integrations nobody looks at the hours at once. */
const INSTALLATIONS_MAX = 100;

/**
 * What came in from and went out to each integration of a workspace, by hours back from now. Each hour counts 500 rows
 * at most, so that the cost is bounded whatever comes in; hours without any are left out.
 */
export async function readActivity(workspaceId: string, now: Date): Promise<ActivityHour[]> {
  const { rows } = await edgePool().query<ActivityHour>({
    name: "read-installation-activity",
    text: `SELECT i.id AS "installationId", h.hour, r.came, r."cameFailed", r."cameLate", f.went, f."wentFailed", f."wentLate"
           FROM (SELECT id FROM installations WHERE workspace_id = $1 ORDER BY last_inbound_at DESC NULLS LAST, id DESC
             LIMIT ${INSTALLATIONS_MAX}) i
           CROSS JOIN generate_series(0, 23) AS h(hour)
           CROSS JOIN LATERAL (
             SELECT $2::timestamptz - make_interval(hours => 24 - h.hour) AS since,
               $2::timestamptz - make_interval(hours => 23 - h.hour) AS until
           ) b
           CROSS JOIN LATERAL (
             SELECT count(*)::int AS came, count(*) FILTER (WHERE state = 'failed')::int AS "cameFailed",
               count(*) FILTER (WHERE state = 'held' OR attempts > 1)::int AS "cameLate"
             FROM (SELECT state, attempts FROM receipts WHERE workspace_id = $1 AND installation_id = i.id
               AND received_at >= b.since AND received_at < b.until LIMIT 500) AS recent
           ) r
           CROSS JOIN LATERAL (
             SELECT count(*)::int AS went, count(*) FILTER (WHERE state = 'failed')::int AS "wentFailed",
               count(*) FILTER (WHERE state = 'retrying' OR attempts > 1)::int AS "wentLate"
             FROM (SELECT state, attempts FROM forwards WHERE installation_id = i.id
               AND created_at >= b.since AND created_at < b.until AND event_created_at >= b.since - interval '1 day'
               AND state NOT IN ('skipped', 'canceled') LIMIT 500) AS recent
           ) f
           WHERE r.came > 0 OR f.went > 0`,
    values: [workspaceId, now],
  });
  return rows;
}
