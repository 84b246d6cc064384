import { edgePool } from "../client";

export interface Traffic {
  /** The quarter of an hour of the first attempt that was no test. */
  firstAt: Date;
  /** Of its first 24 hours. */
  delivered: number;
  failed: number;
}

/** When a workspace's deliveries began, and how the first day went; null before that. Read from kept counts. */
export async function readFirstDay(workspaceId: string, endpointIds: readonly string[]): Promise<Traffic | null> {
  const { rows } = await edgePool().query<Traffic>({
    name: "read-first-day",
    text: `WITH began AS (SELECT min(slot) AS at FROM endpoint_stats WHERE endpoint_id = ANY($2) AND workspace_id = $1)
           SELECT began.at AS "firstAt", sum(succeeded)::int AS delivered, sum(failed)::int AS failed
           FROM began, endpoint_stats s
           WHERE s.endpoint_id = ANY($2) AND s.workspace_id = $1 AND s.slot < began.at + interval '24 hours'
           GROUP BY began.at`,
    values: [workspaceId, endpointIds],
  });
  return rows[0] ?? null;
}
