import { edgePool } from "../client";

/**
 * What is unfinished for one endpoint. Each half reads an index that holds unfinished rows alone, so that a long log
 * costs nothing.
 */
export async function countWaiting(workspaceId: string, endpointId: string): Promise<number> {
  const { rows } = await edgePool().query<{ count: number }>({
    name: "count-waiting",
    text: `SELECT (
             (SELECT count(*) FROM deliveries WHERE endpoint_id = $2 AND state IN ('pending', 'retrying') AND kind <> 'test')
             + (SELECT count(*) FROM deliveries WHERE workspace_id = $1 AND endpoint_id = $2 AND state = 'held')
           )::int AS count`,
    values: [workspaceId, endpointId],
  });
  return rows[0]?.count ?? 0;
}
