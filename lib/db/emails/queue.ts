import { edgePool } from "../client";

export interface DueEmail {
  id: string;
  workspaceId: string | null;
  to: string;
  subject: string;
  text: string;
  /** Sealed; belongs into the text. */
  sealedLink: string | null;
  /** Of this attempt, from 1. It fences the result: a later claim has another number. */
  attempts: number;
  category: string;
  createdAt: Date;
  /** Whether the workspace sends nothing to this address any more. */
  suppressed: boolean;
}

/** Messages of these categories of these workspaces. */
export interface Only {
  workspaces: readonly string[];
  categories: readonly string[];
}

/**
 * Claims messages that are due, the longest waiting first. Nobody else sends one of them before `leaseSeconds` are
 * over; then its sender is taken to have died.
 * @param only what can be sent at all, on a server without a way out of its own
 */
export async function claimEmails(limit: number, leaseSeconds: number, only: Only | null = null): Promise<DueEmail[]> {
  const { rows } = await edgePool().query<DueEmail>({
    name: "claim-emails",
    text: `WITH due AS (
             SELECT id FROM email_messages
             WHERE state = 'queued' AND next_attempt_at <= now() AND (claimed_until IS NULL OR claimed_until < now())
               AND ($3::text[] IS NULL OR (workspace_id = ANY($3) AND category = ANY($4)))
             ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED
           )
           UPDATE email_messages AS e SET attempts = e.attempts + 1, claimed_until = now() + make_interval(secs => $2)
           FROM due WHERE e.id = due.id
           RETURNING e.id, e.workspace_id AS "workspaceId", e."to", e.subject, e.text, e.sealed_link AS "sealedLink", e.attempts, e.category,
             e.created_at AS "createdAt",
             EXISTS (SELECT 1 FROM suppressions s WHERE s.workspace_id = e.workspace_id AND s.email = e."to") AS suppressed`,
    values: [limit, leaseSeconds, only?.workspaces ?? null, only?.categories ?? []],
  });
  return rows;
}

export interface EmailOutcome {
  state: "sent" | "failed" | "suppressed" | "queued";
  detail: string | null;
  /** What the service calls it. */
  externalId: string | null;
  /** When it is tried again, for `queued`. */
  nextAttemptInSeconds: number;
  /** The attempt was none: what it waits for is not its own fault. */
  uncounted?: true;
}

/** Writes what came of an attempt, unless somebody else has taken the message since. The personal link goes with its end. */
export async function writeEmailOutcome({ id, attempts }: DueEmail, outcome: EmailOutcome): Promise<void> {
  await edgePool().query({
    name: "write-email-outcome",
    text: `UPDATE email_messages SET state = $3::email_state, state_detail = $4, external_id = $5, claimed_until = NULL,
             attempts = attempts - $7, sent_at = CASE WHEN $3 = 'sent' THEN now() END,
             sealed_link = CASE WHEN $3 = 'queued' THEN sealed_link END,
             next_attempt_at = now() + make_interval(secs => $6)
           WHERE id = $1 AND attempts = $2 AND state = 'queued'`,
    values: [
      id,
      attempts,
      outcome.state,
      outcome.detail,
      outcome.externalId,
      outcome.nextAttemptInSeconds,
      outcome.uncounted ? 1 : 0,
    ],
  });
}
