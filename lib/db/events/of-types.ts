import { edgePool } from "../client";

export interface RecentEvent {
  id: string;
  type: string;
  source: string;
  linkId: string | null;
  createdAt: Date;
  body: string;
}

export interface RecentEvents {
  /** Newest first. */
  events: RecentEvent[];
  /** All such events since then are there. */
  from: Date;
  /** `from` is later than what was asked for. */
  cut: boolean;
}

const CLICKED = "link.clicked";
/** Clicks are found by walking the log, so many rows of it at most. */
const WALKED_MAX = 20_000;
const EVENTS_MAX = 5_000;
const BYTES_MAX = 8_000_000;

const RECENT = `
WITH clicks AS (
  SELECT id, type, source, link_id, created_at, body FROM events
  WHERE $4 AND workspace_id = $1 AND created_at > $3 AND type = '${CLICKED}' AND source <> 'test' AND erased_at IS NULL
    AND ($5::text IS NULL OR link_id = $5)
  ORDER BY created_at DESC, id DESC LIMIT ${EVENTS_MAX + 1}
), others AS (
  SELECT e.* FROM unnest($2::text[]) AS t, LATERAL (
    SELECT id, type, source, link_id, created_at, body FROM events
    WHERE workspace_id = $1 AND type = t AND type <> '${CLICKED}' AND created_at > $3 AND source <> 'test' AND erased_at IS NULL
      AND ($5::text IS NULL OR link_id = $5)
    ORDER BY created_at DESC, id DESC LIMIT ${EVENTS_MAX + 1}
  ) AS e
), found AS (
  SELECT * FROM (SELECT * FROM clicks UNION ALL SELECT * FROM others) AS u ORDER BY created_at DESC, id DESC LIMIT ${EVENTS_MAX + 1}
)
SELECT id, type, source, link_id AS "linkId", created_at AS "createdAt", CASE WHEN bytes <= ${BYTES_MAX} THEN body END AS body
FROM (SELECT *, sum(octet_length(body)) OVER (ORDER BY created_at DESC, id DESC) AS bytes FROM found) AS sized
ORDER BY created_at DESC, id DESC`;

/**
 * The newest events of these types since a time, tests and erased ones left out: at most 5,000 with 8 MB of bodies,
 * whatever the workspace holds.
 */
export async function findRecentEvents(
  workspaceId: string,
  { types, since, linkId }: { types: readonly string[]; since: Date; linkId: string | null },
): Promise<RecentEvents> {
  const clicks = types.includes(CLICKED);
  const walked = clicks && linkId === null ? await endOfWalk(workspaceId, since) : null;
  const start = walked ?? since;
  const { rows } = await edgePool().query<Omit<RecentEvent, "body"> & { body: string | null }>({
    name: "recent-events",
    text: RECENT,
    values: [workspaceId, types.filter((type) => type !== CLICKED), start, clicks, linkId],
  });
  const fitting = rows.slice(0, EVENTS_MAX).filter((row): row is RecentEvent => row.body !== null);
  const oldest = fitting.at(-1);
  const complete = fitting.length === rows.length;
  return {
    events: fitting,
    from: complete ? start : (oldest?.createdAt ?? new Date()),
    cut: !complete || walked !== null,
  };
}

/** When the oldest of the newest rows was written, if there are more of them than are walked. */
async function endOfWalk(workspaceId: string, since: Date): Promise<Date | null> {
  const { rows } = await edgePool().query<{ createdAt: Date }>({
    name: "end-of-walk",
    text: `SELECT created_at AS "createdAt" FROM events WHERE workspace_id = $1 AND created_at > $2
           ORDER BY created_at DESC, id DESC OFFSET ${WALKED_MAX} LIMIT 1`,
    values: [workspaceId, since],
  });
  return rows[0]?.createdAt ?? null;
}

export interface TypeCount {
  type: string;
  count: number;
}

/** Events of each type since a time, counted up to `max`: a few index entries for each, never the log. */
export async function countRecentByType(
  workspaceId: string,
  { types, since, max }: { types: readonly string[]; since: Date; max: number },
): Promise<TypeCount[]> {
  const { rows } = await edgePool().query<TypeCount>({
    name: "count-recent-by-type",
    text: `SELECT t AS type, (SELECT count(*)::int FROM (
             SELECT 1 FROM events WHERE workspace_id = $1 AND type = t AND type <> '${CLICKED}' AND created_at > $3 AND source <> 'test' LIMIT $4
           ) AS counted) AS count
           FROM unnest($2::text[]) AS t WHERE t <> '${CLICKED}'
           UNION ALL
           SELECT '${CLICKED}', count(*)::int FROM (
             SELECT 1 FROM (
               SELECT type, source FROM events WHERE workspace_id = $1 AND created_at > $3 AND '${CLICKED}' = ANY($2) ORDER BY created_at DESC, id DESC LIMIT ${WALKED_MAX}
             ) AS walked WHERE type = '${CLICKED}' AND source <> 'test' LIMIT $4
           ) AS clicks`,
    values: [workspaceId, types, since, max],
  });
  return rows;
}
