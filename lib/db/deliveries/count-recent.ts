import { edgePool } from "../client";

/** How many events came for an endpoint since a time, counted up to a maximum. Reads no more rows than that. */
export async function countRecent(endpointId: string, since: Date, max: number): Promise<number> {
  const { rows } = await edgePool().query<{ count: number }>({
    name: "count-recent",
    text: `SELECT count(*)::int AS count FROM (
             SELECT 1 FROM deliveries WHERE endpoint_id = $1 AND created_at >= $2 AND kind = 'event'
             ORDER BY created_at DESC, id DESC LIMIT $3
           ) AS counted`,
    values: [endpointId, since, max],
  });
  return rows[0]?.count ?? 0;
}
