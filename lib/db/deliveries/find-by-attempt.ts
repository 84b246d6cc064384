import { idTime } from "@/lib/shared/ids";

import { edgePool } from "../client";

/** The delivery that an attempt belongs to. The id tells when the request began, which is how attempts are indexed. */
export async function findDeliveryOfAttempt(workspaceId: string, attemptId: string): Promise<string | null> {
  const { rows } = await edgePool().query<{ deliveryId: string }>({
    name: "find-delivery-of-attempt",
    text: `SELECT found.delivery_id AS "deliveryId" FROM endpoints e CROSS JOIN LATERAL (
             SELECT a.delivery_id FROM attempts a
             WHERE a.endpoint_id = e.id AND a.started_at = $2 AND a.id = $3 AND a.event_created_at <= $2::timestamptz + interval '1 hour'
             LIMIT 1
           ) AS found WHERE e.workspace_id = $1 LIMIT 1`,
    values: [workspaceId, idTime(attemptId), attemptId],
  });
  return rows[0]?.deliveryId ?? null;
}
