import { enginePool } from "./pool";

/** One HTTP request as it is kept. */
export interface AttemptRow {
  id: string;
  number: number;
  trigger: "automatic" | "manual" | "replay" | "test";
  requestedBy: string | null;
  startedAt: Date;
  responseTimeMs: number;
  statusCode: number | null;
  errorClass: string | null;
  errorMessage: string | null;
  requestUrl: string;
  requestHeaders: string;
  responseHeaders: string | null;
  responseBody: Buffer | null;
  responseSize: number | null;
  truncated: boolean;
  /** DNS, connect, TLS, first byte, total; tenths of a millisecond. */
  timings: readonly number[];
  resolvedAddress: string | null;
  nextAttemptAt: Date | null;
}

/** What became of a delivery, and the requests that were made for it under this claim. */
export interface ResultRow {
  deliveryId: string;
  eventCreatedAt: Date;
  generation: number;
  state: "delivered" | "retrying" | "failed";
  step: number;
  nextAttemptAt: Date | null;
  failureGroup: string | null;
  attempts: readonly AttemptRow[];
}

const RECORD = `
WITH done AS (
  UPDATE deliveries d SET state = r.state, step = r.step, attempt_count = r.number, next_attempt_at = r.next_attempt_at, owner = NULL,
    lease_until = NULL, status_code = r.status_code, response_time_ms = r.response_time_ms, error_class = r.error_class,
    failure_group = r.failure_group, last_attempt_at = r.started_at, trigger = 'automatic', requested_by = NULL,
    completed_at = CASE WHEN r.state = 'retrying' THEN NULL ELSE now() END
  FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::delivery_state[], $5::int[], $6::int[], $7::timestamptz[], $8::int[], $9::int[],
    $10::error_class[], $11::text[], $12::timestamptz[])
    AS r(id, event_created_at, generation, state, step, number, next_attempt_at, status_code, response_time_ms, error_class, failure_group, started_at)
  WHERE d.id = r.id AND d.event_created_at = r.event_created_at AND d.generation = r.generation
  RETURNING d.id, d.event_created_at, d.workspace_id, d.endpoint_id
), kept AS (
  INSERT INTO attempts (id, workspace_id, delivery_id, event_created_at, endpoint_id, number, trigger, requested_by, started_at, response_time_ms,
    status_code, error_class, error_message, request_url, request_headers, response_headers, response_body, response_size, truncated, timings,
    resolved_address, next_attempt_at)
  SELECT a.id, done.workspace_id, done.id, done.event_created_at, done.endpoint_id, a.number, a.trigger, a.requested_by, a.started_at,
    a.response_time_ms, a.status_code, a.error_class, a.error_message, a.request_url, a.request_headers, a.response_headers, a.response_body,
    a.response_size, a.truncated, a.timings::int[], a.resolved_address, a.next_attempt_at
  FROM unnest($13::text[], $14::text[], $15::int[], $16::attempt_trigger[], $17::text[], $18::timestamptz[], $19::int[], $20::int[],
    $21::error_class[], $22::text[], $23::text[], $24::text[], $25::text[], $26::bytea[], $27::int[], $28::bool[], $29::text[], $30::text[],
    $31::timestamptz[])
    AS a(id, delivery_id, number, trigger, requested_by, started_at, response_time_ms, status_code, error_class, error_message, request_url,
      request_headers, response_headers, response_body, response_size, truncated, timings, resolved_address, next_attempt_at)
  JOIN done ON done.id = a.delivery_id
)
SELECT id FROM done`;

/**
 * Writes results in one statement: rows whose claim is still this one are moved on, and their attempts are added with
 * the workspace and endpoint of the row itself. Answers the deliveries that were written; the others had a newer claim.
 */
export async function writeResults(results: readonly ResultRow[]): Promise<Set<string>> {
  const last = results.map((row) => row.attempts[row.attempts.length - 1]);
  const attempts = results.flatMap((row) =>
    row.attempts.map((attempt) => ({ deliveryId: row.deliveryId, ...attempt })),
  );
  const result = await enginePool().query<{ id: string }>({
    name: "write_results",
    text: RECORD,
    values: [
      results.map((row) => row.deliveryId),
      results.map((row) => row.eventCreatedAt),
      results.map((row) => row.generation),
      results.map((row) => row.state),
      results.map((row) => row.step),
      last.map((attempt) => attempt?.number),
      results.map((row) => row.nextAttemptAt),
      last.map((attempt) => attempt?.statusCode),
      last.map((attempt) => attempt?.responseTimeMs),
      last.map((attempt) => attempt?.errorClass),
      results.map((row) => row.failureGroup),
      last.map((attempt) => attempt?.startedAt),
      attempts.map((row) => row.id),
      attempts.map((row) => row.deliveryId),
      attempts.map((row) => row.number),
      attempts.map((row) => row.trigger),
      attempts.map((row) => row.requestedBy),
      attempts.map((row) => row.startedAt),
      attempts.map((row) => row.responseTimeMs),
      attempts.map((row) => row.statusCode),
      attempts.map((row) => row.errorClass),
      attempts.map((row) => row.errorMessage),
      attempts.map((row) => row.requestUrl),
      attempts.map((row) => row.requestHeaders),
      attempts.map((row) => row.responseHeaders),
      attempts.map((row) => row.responseBody),
      attempts.map((row) => row.responseSize),
      attempts.map((row) => row.truncated),
      attempts.map((row) => `{${row.timings.join(",")}}`),
      attempts.map((row) => row.resolvedAddress),
      attempts.map((row) => row.nextAttemptAt),
    ],
  });
  return new Set(result.rows.map((row) => row.id));
}
