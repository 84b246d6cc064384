import { edgePool } from "../client";

/** Rows that one page of incidents counts among, over all its endpoints. */
const LOOK_AT_MAX = 10_000;

export interface IncidentCount {
  endpointId: string;
  failureGroup: string;
  failed: number;
  retrying: number;
}

/**
 * How many deliveries of these endpoints failed, or are being tried again, by failure group. Counts among the newest of
 * each endpoint and state; `full` are the endpoints that have more than was counted.
 */
export async function countFailures(
  workspaceId: string,
  endpointIds: readonly string[],
): Promise<{ counts: IncidentCount[]; full: Set<string> }> {
  if (endpointIds.length === 0) return { counts: [], full: new Set() };
  const most = Math.floor(LOOK_AT_MAX / endpointIds.length / 2);
  const { rows } = await edgePool().query<{
    endpointId: string;
    state: string;
    failureGroup: string | null;
    count: number;
  }>({
    name: "count-failures",
    text: `
      SELECT asked.id AS "endpointId", s.state, d.failure_group AS "failureGroup", count(*)::int AS count
      FROM unnest($2::text[]) AS asked(id) CROSS JOIN unnest(ARRAY['failed', 'retrying']::delivery_state[]) AS s(state)
      CROSS JOIN LATERAL (
        SELECT failure_group FROM deliveries f
        WHERE f.endpoint_id = asked.id AND f.state = s.state AND f.state <> 'delivered' AND f.workspace_id = $1 AND f.kind <> 'test'
        ORDER BY f.created_at DESC, f.id DESC LIMIT $3
      ) AS d GROUP BY 1, 2, 3`,
    values: [workspaceId, endpointIds, most],
  });
  const counts = new Map<string, IncidentCount>();
  const looked = new Map<string, number>();
  for (const { endpointId, state, failureGroup, count } of rows) {
    const run = `${endpointId} ${state}`;
    looked.set(run, (looked.get(run) ?? 0) + count);
    if (failureGroup === null) continue;
    const key = `${endpointId} ${failureGroup}`;
    const found = counts.get(key) ?? { endpointId, failureGroup, failed: 0, retrying: 0 };
    counts.set(key, { ...found, [state]: count });
  }
  const full = [...looked].filter(([, count]) => count >= most).map(([run]) => run.split(" ")[0] ?? "");
  return { counts: [...counts.values()], full: new Set(full) };
}
