import { enginePool } from "./pool";

/** What a flush of results says of one endpoint. */
export interface HealthChange {
  endpointId: string;
  workspaceId: string;
  succeededAt: Date | null;
  /** Deliveries whose first attempt of a schedule failed, so each counts once. */
  failedDeliveries: number;
  failures: number;
  failedAt: Date | null;
}

/**
 * Notes successes and failures. A success ends the failing spell; failures that came after it begin one. Answers the
 * endpoints whose spell ended and that had been reported, so that their recovery can be.
 */
export async function writeHealth(changes: readonly HealthChange[]): Promise<void> {
  await enginePool().query({
    name: "write_health",
    text: `
      INSERT INTO endpoint_health AS h (endpoint_id, workspace_id, last_success_at, last_failure_at, failing_since, failed_deliveries, failures_in_a_row)
      SELECT c.endpoint_id, c.workspace_id, c.succeeded_at, c.failed_at, CASE WHEN c.succeeded_at IS NULL THEN c.failed_at END,
        CASE WHEN c.succeeded_at IS NULL THEN c.failed_deliveries ELSE 0 END, CASE WHEN c.succeeded_at IS NULL THEN c.failures ELSE 0 END
      FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::int[], $5::int[], $6::timestamptz[])
        AS c(endpoint_id, workspace_id, succeeded_at, failed_deliveries, failures, failed_at)
      WHERE EXISTS (SELECT 1 FROM endpoints e WHERE e.id = c.endpoint_id AND e.workspace_id = c.workspace_id)
      ORDER BY c.endpoint_id
      ON CONFLICT (endpoint_id) DO UPDATE SET
        last_success_at = GREATEST(h.last_success_at, excluded.last_success_at),
        last_failure_at = GREATEST(h.last_failure_at, excluded.last_failure_at),
        failing_since = CASE WHEN excluded.last_success_at IS NOT NULL THEN NULL ELSE COALESCE(h.failing_since, excluded.failing_since) END,
        failed_deliveries = CASE WHEN excluded.last_success_at IS NOT NULL THEN 0 ELSE h.failed_deliveries + excluded.failed_deliveries END,
        failures_in_a_row = CASE WHEN excluded.last_success_at IS NOT NULL THEN 0 ELSE h.failures_in_a_row + excluded.failures_in_a_row END`,
    values: [
      changes.map((change) => change.endpointId),
      changes.map((change) => change.workspaceId),
      changes.map((change) => change.succeededAt),
      changes.map((change) => change.failedDeliveries),
      changes.map((change) => change.failures),
      changes.map((change) => change.failedAt),
    ],
  });
}
