import { enginePool } from "./pool";

/** How long a claim holds unless it is renewed. The second line behind the engine's lock. */
export const LEASE_SECONDS = 60;

/** A delivery that this process may attempt, with all it takes. */
export interface ClaimedRow {
  id: string;
  workspaceId: string;
  endpointId: string;
  eventId: string;
  eventType: string;
  eventCreatedAt: Date;
  body: string;
  erased: boolean;
  kind: "event" | "test" | "replay";
  attemptCount: number;
  step: number;
  trigger: "automatic" | "manual" | "replay" | "test";
  requestedBy: string | null;
  /** Queued by a replay and not attempted since. */
  replayed: boolean;
  generation: number;
}

const RETURNING = `
SELECT c.id, c.workspace_id AS "workspaceId", c.endpoint_id AS "endpointId", c.event_id AS "eventId", c.event_type AS "eventType",
  c.event_created_at AS "eventCreatedAt", e.body, e.erased_at IS NOT NULL AS erased, c.kind, c.attempt_count AS "attemptCount",
  c.step, c.trigger, c.requested_by AS "requestedBy", c.replay_id IS NOT NULL AS replayed, c.generation
FROM claimed c JOIN events e ON e.id = c.event_id AND e.created_at = c.event_created_at`;

const claim = (pick: string): string => `
WITH picked AS (${pick} FOR UPDATE OF d SKIP LOCKED), claimed AS (
  UPDATE deliveries d
  SET owner = $1, generation = d.generation + 1, lease_until = now() + interval '${LEASE_SECONDS} s',
      next_attempt_at = now() + interval '${LEASE_SECONDS} s'
  FROM picked p WHERE d.id = p.id AND d.event_created_at = p.event_created_at
  RETURNING d.*
)${RETURNING}`;

const UNFINISHED = "d.state IN ('pending', 'retrying') AND d.kind <> 'test'";

/**
 * Claims what is overdue, whoever had it: never sent, parked, resumed, redelivered, or claimed by someone whose lease
 * ran out. Waiting retries get a grace, because the engine is about to wake them itself.
 */
export async function claimDue(
  owner: string,
  options: { limit: number; graceSeconds: number; without: readonly string[] },
): Promise<ClaimedRow[]> {
  const result = await enginePool().query<ClaimedRow>({
    name: "claim_due",
    text: claim(`
      SELECT d.id, d.event_created_at FROM deliveries d
      WHERE ${UNFINISHED} AND d.next_attempt_at <= now()
        AND (d.state = 'pending' OR d.next_attempt_at <= now() - make_interval(secs => $3::float8))
        AND d.endpoint_id <> ALL($4::text[])
      ORDER BY d.next_attempt_at LIMIT $2`),
    values: [owner, options.limit, options.graceSeconds, options.without],
  });
  return result.rows;
}

/** Claims these if they are due and nobody has them. May be called twice without harm: the second gets nothing. */
export async function claimByIds(owner: string, ids: readonly string[]): Promise<ClaimedRow[]> {
  const result = await enginePool().query<ClaimedRow>({
    name: "claim_by_ids",
    text: claim(`
      SELECT d.id, d.event_created_at FROM deliveries d
      WHERE d.id = ANY($2) AND ${UNFINISHED} AND d.next_attempt_at <= now() + interval '1 s'
        AND (d.owner IS NULL OR d.lease_until < now())`),
    values: [owner, ids],
  });
  return result.rows;
}

/** Takes the unfinished rows of engines that are gone, under the next generation, so that a late write of theirs fails. */
export async function claimFromOwners(owner: string, dead: readonly string[], limit: number): Promise<ClaimedRow[]> {
  const result = await enginePool().query<ClaimedRow>({
    name: "claim_from_owners",
    text: claim(`SELECT d.id, d.event_created_at FROM deliveries d WHERE ${UNFINISHED} AND d.owner = ANY($2) LIMIT $3`),
    values: [owner, dead, limit],
  });
  return result.rows;
}

/**
 * Ids that are overdue, for an engine elsewhere that will claim them by id. What a person asked for or resumed goes at
 * once (its generation is above the planner's 0); the rest was sent before and gets a grace.
 */
export async function findDue(limit: number, graceSeconds: number): Promise<{ id: string; generation: number }[]> {
  const result = await enginePool().query<{ id: string; generation: number }>({
    name: "find_due",
    text: `SELECT d.id, d.generation FROM deliveries d
           WHERE ${UNFINISHED} AND d.next_attempt_at <= now()
             AND (d.trigger = 'manual' OR (d.state = 'pending' AND d.generation > 0) OR d.next_attempt_at <= now() - make_interval(secs => $2::float8))
           ORDER BY d.next_attempt_at LIMIT $1`,
    values: [limit, graceSeconds],
  });
  return result.rows;
}

/** Keeps claims of rows that wait in memory for their turn. */
export async function renewClaims(owner: string, ids: readonly string[], times: readonly Date[]): Promise<void> {
  await enginePool().query({
    name: "renew_claims",
    text: `UPDATE deliveries d SET lease_until = now() + interval '${LEASE_SECONDS} s', next_attempt_at = now() + interval '${LEASE_SECONDS} s'
           FROM unnest($2::text[], $3::timestamptz[]) AS mine(id, at)
           WHERE d.id = mine.id AND d.event_created_at = mine.at AND d.owner = $1`,
    values: [owner, ids, times],
  });
}

export interface Release {
  id: string;
  eventCreatedAt: Date;
  generation: number;
  /** `held`, or back to waiting. */
  to: "waiting" | "held" | "canceled";
  reason: string | null;
  nextAttemptAt: Date | null;
}

/** Gives claimed rows back without an attempt: to wait, to be held, or to end with their endpoint. */
export async function releaseClaims(releases: readonly Release[]): Promise<void> {
  await enginePool().query({
    name: "release_claims",
    text: `UPDATE deliveries d SET
             state = CASE r.target WHEN 'held' THEN 'held'::delivery_state WHEN 'canceled' THEN 'canceled'::delivery_state ELSE d.state END,
             reason = r.reason, owner = NULL, lease_until = NULL, generation = d.generation + 1, next_attempt_at = r.next_attempt_at,
             completed_at = CASE r.target WHEN 'canceled' THEN now() END
           FROM unnest($1::text[], $2::timestamptz[], $3::int[], $4::text[], $5::text[], $6::timestamptz[])
             AS r(id, event_created_at, generation, target, reason, next_attempt_at)
           WHERE d.id = r.id AND d.event_created_at = r.event_created_at AND d.generation = r.generation`,
    values: [
      releases.map((row) => row.id),
      releases.map((row) => row.eventCreatedAt),
      releases.map((row) => row.generation),
      releases.map((row) => row.to),
      releases.map((row) => row.reason),
      releases.map((row) => row.nextAttemptAt),
    ],
  });
}
