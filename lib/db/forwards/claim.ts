import { edgePool } from "../client";
import type { RawExecutor } from "../transaction";

export interface DueInstallation {
  id: string;
  workspaceId: string;
}

const NOT_BEFORE = "(i.wait_until IS NULL OR i.wait_until <= now())";

/**
 * Installations to which something may be sent now: active, of a plan that includes it, and not asked to wait. One row
 * is looked up for each of them, however much waits.
 */
export async function findInstallationsDue(plans: readonly string[]): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-forwarding-installations",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i JOIN workspaces w ON w.id = i.workspace_id
           WHERE i.status = 'active' AND ${NOT_BEFORE} AND w.deleted_at IS NULL AND w.plan::text = ANY($1)
             AND EXISTS (SELECT 1 FROM forwards f WHERE f.installation_id = i.id AND f.state IN ('pending', 'retrying')
                           AND f.next_attempt_at <= now())`,
    values: [plans],
  });
  return rows;
}

export interface ClaimedForward {
  id: string;
  eventId: string;
  eventCreatedAt: Date;
  eventType: string;
  /** The envelope. Null when the event is not there any more. */
  body: string | null;
  /** Of a notification that is posted; null for events. */
  notice: { title: string; text: string; category: string; endpointId: string | null } | null;
  erased: boolean;
  /** Of this call, from 1. It fences the result: a later claim has another number. */
  attempts: number;
  step: number;
}

/**
 * Claims what is due of an installation, the longest waiting first, while that is active and not asked to wait. A holder
 * that died loses its claim after these seconds.
 */
export async function claimForwards(
  installationId: string,
  limit: number,
  leaseSeconds: number,
): Promise<ClaimedForward[]> {
  const { rows } = await edgePool().query<ClaimedForward>({
    name: "claim-forwards",
    text: `WITH due AS (
             SELECT f.id, f.event_created_at FROM forwards f
             WHERE f.installation_id = $1 AND f.state IN ('pending', 'retrying') AND f.next_attempt_at <= now()
               AND (f.claimed_until IS NULL OR f.claimed_until < now())
               AND EXISTS (SELECT 1 FROM installations i WHERE i.id = $1 AND i.status = 'active' AND ${NOT_BEFORE})
             ORDER BY f.next_attempt_at, f.id LIMIT $2 FOR UPDATE OF f SKIP LOCKED
           ), claimed AS (
             UPDATE forwards f SET attempts = f.attempts + 1, claimed_until = now() + make_interval(secs => $3), last_attempt_at = now()
             FROM due WHERE f.id = due.id AND f.event_created_at = due.event_created_at
             RETURNING f.id, f.workspace_id, f.event_id, f.event_created_at, f.event_type, f.attempts, f.step
           )
           SELECT c.id, c.event_id AS "eventId", c.event_created_at AS "eventCreatedAt", c.event_type AS "eventType", c.attempts, c.step,
             e.body, coalesce(e.erased_at IS NOT NULL, false) AS erased,
             CASE WHEN n.id IS NOT NULL THEN json_build_object('title', n.title, 'text', n.text, 'category', n.category, 'endpointId', n.endpoint_id) END AS notice
           FROM claimed c LEFT JOIN events e ON e.id = c.event_id AND e.created_at = c.event_created_at
             LEFT JOIN notices n ON n.id = c.event_id AND n.workspace_id = c.workspace_id ORDER BY c.id`,
    values: [installationId, limit, leaseSeconds],
  });
  return rows;
}

export interface ForwardResult {
  /** `pending` goes on as if this call had not been: it does not count on the schedule. */
  state: "pending" | "retrying" | "delivered" | "failed" | "skipped" | "canceled";
  step: number;
  reason: string | null;
  error: string | null;
  reference: string | null;
  /** For what goes on: when. */
  nextAttemptAt: Date | null;
}

/** Writes what came of a call, unless somebody else has claimed it or ended it since. */
export async function writeForwardResult(
  { id, eventCreatedAt, attempts }: Pick<ClaimedForward, "id" | "eventCreatedAt" | "attempts">,
  result: ForwardResult,
): Promise<void> {
  await edgePool().query({
    name: "write-forward-result",
    text: `UPDATE forwards SET state = CASE WHEN $4 = 'pending' THEN state ELSE $4::delivery_state END, step = $5, reason = $6, error = $7,
             reference = coalesce($8, reference), next_attempt_at = $9, claimed_until = NULL,
             completed_at = CASE WHEN $9::timestamptz IS NULL THEN now() END
           WHERE id = $1 AND event_created_at = $2 AND attempts = $3 AND state IN ('pending', 'retrying')`,
    values: [
      id,
      eventCreatedAt,
      attempts,
      result.state,
      result.step,
      result.reason,
      result.error,
      result.reference,
      result.nextAttemptAt,
    ],
  });
}

/** Evidence that the installation works, written at most every few seconds; what passed is over. */
export async function noteForwarded(installationId: string): Promise<void> {
  await edgePool().query({
    name: "note-forwarded",
    text: `UPDATE installations SET last_outbound_at = now(), trouble_code = NULL, trouble_at = NULL
           WHERE id = $1 AND (last_outbound_at IS NULL OR last_outbound_at < now() - interval '5 s'
             OR trouble_code IN ('temporary', 'configuration'))`,
    values: [installationId],
  });
}

/** Nothing is sent to this installation before a moment. Never shortens a longer wait. */
export async function pauseForwarding(installationId: string, until: Date): Promise<void> {
  await edgePool().query({
    name: "pause-forwarding",
    text: "UPDATE installations SET wait_until = $2 WHERE id = $1 AND (wait_until IS NULL OR wait_until < $2)",
    values: [installationId, until],
  });
}

/** Ends what waits for a disconnected installation, a batch of it. Answers how many. */
export async function cancelForwards(installationId: string, limit: number): Promise<number> {
  const { rowCount } = await edgePool().query({
    name: "cancel-forwards",
    text: `WITH waiting AS (
             SELECT f.id, f.event_created_at FROM forwards f JOIN installations i ON i.id = f.installation_id AND i.status = 'disconnected'
             WHERE f.installation_id = $1 AND f.state IN ('pending', 'retrying') LIMIT $2 FOR UPDATE OF f
           )
           UPDATE forwards f SET state = 'canceled', reason = 'disconnected', next_attempt_at = NULL, claimed_until = NULL, completed_at = now()
           FROM waiting w WHERE f.id = w.id AND f.event_created_at = w.event_created_at`,
    values: [installationId, limit],
  });
  return rowCount ?? 0;
}

/** Disconnected installations for which something still waits: whoever disconnected them did not come to the end. */
export async function findLeftWaiting(limit: number): Promise<DueInstallation[]> {
  const { rows } = await edgePool().query<DueInstallation>({
    name: "find-forwards-left",
    text: `SELECT i.id, i.workspace_id AS "workspaceId" FROM installations i
           WHERE i.status = 'disconnected'
             AND EXISTS (SELECT 1 FROM forwards f WHERE f.installation_id = i.id AND f.state IN ('pending', 'retrying')) LIMIT $1`,
    values: [limit],
  });
  return rows;
}

/** Has one sent again that failed or was canceled. False when it is not finished, or was sent. */
export async function requeueForward(sql: RawExecutor, workspaceId: string, id: string): Promise<boolean> {
  const count = await sql.$executeRaw`
    WITH woken AS (SELECT pg_notify('linquid_work', 'forward'))
    UPDATE forwards f SET state = 'pending', step = 0, reason = NULL, error = NULL, next_attempt_at = now(),
      claimed_until = NULL, completed_at = NULL
    FROM woken, installations i
    WHERE f.workspace_id = ${workspaceId} AND f.id = ${id} AND f.state IN ('failed', 'canceled')
      AND f.reason IS DISTINCT FROM 'erased' AND i.id = f.installation_id AND i.status <> 'disconnected'`;
  return count === 1;
}
