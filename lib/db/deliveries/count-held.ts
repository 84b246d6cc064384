import { edgePool } from "../client";

const MAX = 10_000;

/**
 * How many deliveries are held for each of these endpoints, which belong to the asker's workspace. Each count stops at
 * 10,000, so that what a million held ones cost is bounded; endpoints without any are missing.
 */
export async function countHeld(endpointIds: readonly string[]): Promise<Map<string, number>> {
  if (endpointIds.length === 0) return new Map();
  const { rows } = await edgePool().query<{ id: string; count: number }>({
    name: "count-held",
    text: `SELECT asked.id, held.count FROM unnest($1::text[]) AS asked(id) CROSS JOIN LATERAL (
             SELECT count(*)::int AS count FROM (
               SELECT 1 FROM deliveries d WHERE d.endpoint_id = asked.id AND d.state = 'held'
               ORDER BY d.created_at, d.id LIMIT ${MAX}
             ) AS counted
           ) AS held WHERE held.count > 0`,
    values: [endpointIds],
  });
  return new Map(rows.map(({ id, count }) => [id, count]));
}
