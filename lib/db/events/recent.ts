import { edgePool } from "../client";

/** How far back is looked. What is asked for may be rare, and the log long. */
const LOOKED_AT = 2_000;

/**
 * The bodies of the newest events of these types, newest first: those among the workspace's last 2,000, tests aside.
 * @param linkId only events of this link
 */
export async function recentEventBodies(
  workspaceId: string,
  types: readonly string[],
  linkId: string | null,
  limit: number,
): Promise<{ type: string; body: string }[]> {
  const { rows } = await edgePool().query<{ type: string; body: string }>({
    name: "recent-event-bodies",
    text: `SELECT type, body FROM (
             SELECT type, body, link_id, source, erased_at, created_at, id FROM events
             WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC LIMIT ${LOOKED_AT}
           ) AS latest
           WHERE type = ANY($2) AND source <> 'test' AND erased_at IS NULL AND ($3::text IS NULL OR link_id = $3)
           ORDER BY created_at DESC, id DESC LIMIT $4`,
    values: [workspaceId, types, linkId, limit],
  });
  return rows;
}
