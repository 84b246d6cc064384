import { edgePool } from "../client";
import type { ErrorClass } from "../generated/enums";

/** A request that failed, and for which event. */
export interface FailedAttempt {
  deliveryId: string;
  number: number;
  eventCreatedAt: Date;
  startedAt: Date;
  errorClass: ErrorClass;
  statusCode: number | null;
  errorMessage: string | null;
  eventType: string;
}

/**
 * The newest failed attempts of an endpoint in a span, tests aside. Read from an index of failures alone, so those that
 * succeeded cost nothing, however many they are.
 */
export async function readFailedAttempts(
  workspaceId: string,
  endpointId: string,
  { start, end, retainedSince, limit }: { start: Date; end: Date; retainedSince: Date; limit: number },
): Promise<FailedAttempt[]> {
  const { rows } = await edgePool().query<FailedAttempt>({
    name: "read-failed-attempts",
    // The type by a lookup for each row: as a join PostgreSQL would rather read all deliveries of the span.
    text: `
      SELECT f.*, (SELECT d.event_type FROM deliveries d
                   WHERE d.id = f."deliveryId" AND d.event_created_at = f."eventCreatedAt") AS "eventType"
      FROM (
        SELECT delivery_id AS "deliveryId", number, event_created_at AS "eventCreatedAt", started_at AS "startedAt",
          error_class AS "errorClass", status_code AS "statusCode", error_message AS "errorMessage"
        FROM attempts
        WHERE endpoint_id = $2 AND workspace_id = $1 AND error_class IS NOT NULL AND trigger <> 'test'
          AND started_at >= $3 AND started_at < $4 AND event_created_at >= $5
        ORDER BY started_at DESC LIMIT $6
      ) AS f`,
    values: [workspaceId, endpointId, start, end, retainedSince, limit],
  });
  return rows;
}
