import type { PoolClient } from "pg";

export interface KeptAnswer {
  key: string;
  /** Sealed. */
  response: string;
}

/** Reads on in the kept answers of a workspace that may hold something of a person. */
export async function readAnswers(
  client: PoolClient,
  workspaceId: string,
  afterKey: string,
  size: number,
): Promise<KeptAnswer[]> {
  const { rows } = await client.query<KeptAnswer>({
    name: "erase-read-answers",
    text: `SELECT key, response FROM idempotency_records
           WHERE workspace_id = $1 AND names_people AND response IS NOT NULL AND key > $2 ORDER BY key LIMIT $3`,
    values: [workspaceId, afterKey, size],
  });
  return rows;
}

/** Forgets what was answered, and not that it was: a repeat must not carry the call out again. */
export async function forgetAnswers(
  client: PoolClient,
  workspaceId: string,
  answers: readonly KeptAnswer[],
): Promise<void> {
  await client.query(
    `UPDATE idempotency_records r SET status = NULL, response = NULL, effect_at = coalesce(r.effect_at, r.created_at)
     FROM unnest($2::text[], $3::text[]) AS a(key, response)
     WHERE r.workspace_id = $1 AND r.key = a.key AND r.response = a.response`,
    [workspaceId, answers.map(({ key }) => key), answers.map(({ response }) => response)],
  );
}
