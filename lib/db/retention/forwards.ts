import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";
import { BATCH } from "./expired";

/** How the names of an installation's notices begin that forwards end soon; the newest event that one covers follows. */
export const forwardsNotice = (installationId: string): string => `forwards-expiring:${installationId}:`;

/** Until when the forwards of each installation were announced. */
const covered = (
  told: string,
): string => `SELECT split_part(n.dedupe_key, ':', 2) AS installation_id, max(e.created_at) AS until
  FROM notices n JOIN events e ON e.id = n.event_id AND e.workspace_id = n.workspace_id
  WHERE n.workspace_id = $1 AND n.category = 'held_expiring' AND n.dedupe_key LIKE 'forwards-expiring:%' ${told}
  GROUP BY 1`;

export interface ForwardsExpiring {
  installationId: string;
  provider: string;
  count: number;
  oldest: Date;
  newestEventId: string;
}

/** What waits for installations, of events older than `soon`, and that no earlier notice covers. */
export function findUnannouncedForwards(
  sql: RawExecutor,
  workspaceId: string,
  soon: Date,
): Promise<ForwardsExpiring[]> {
  return sql.$queryRawUnsafe<ForwardsExpiring[]>(
    `WITH covered AS (${covered("")}), found AS (
       SELECT i.id, i.provider, count(*)::int AS count, min(f.event_created_at) AS oldest, max(f.event_created_at) AS newest
       FROM installations i JOIN forwards f ON f.installation_id = i.id LEFT JOIN covered c ON c.installation_id = i.id
       WHERE i.workspace_id = $1 AND f.state IN ('pending', 'retrying') AND f.event_created_at < $2::timestamptz
         AND f.event_type <> 'notice' AND (c.until IS NULL OR f.event_created_at > c.until)
       GROUP BY i.id, i.provider
     )
     SELECT w.id AS "installationId", w.provider, w.count, w.oldest, (
       SELECT f.event_id FROM forwards f WHERE f.installation_id = w.id AND f.state IN ('pending', 'retrying')
         AND f.event_type <> 'notice' AND f.event_created_at = w.newest LIMIT 1
     ) AS "newestEventId" FROM found w`,
    workspaceId,
    soon,
  );
}

/** Ends what waited past its retention: notices, which tell of then, and events that were announced before `announcedBefore`. Answers how many, up to a batch. */
export async function expireForwards(workspaceId: string, before: Date, announcedBefore: Date): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "expire-waiting-forwards",
    text: `WITH covered AS (${covered("AND n.created_at <= $3")}), old AS (
             SELECT f.id, f.event_created_at FROM installations i JOIN forwards f ON f.installation_id = i.id
               LEFT JOIN covered c ON c.installation_id = i.id
             WHERE i.workspace_id = $1 AND f.state IN ('pending', 'retrying') AND f.event_created_at < $2
               AND (f.event_type = 'notice' OR f.event_created_at <= c.until)
             LIMIT ${BATCH} FOR UPDATE OF f SKIP LOCKED
           )
           UPDATE forwards f SET state = 'canceled', reason = 'expired', next_attempt_at = NULL, claimed_until = NULL, completed_at = now()
           FROM old WHERE f.id = old.id AND f.event_created_at = old.event_created_at`,
    values: [workspaceId, before, announcedBefore],
  });
  return rowCount ?? 0;
}
