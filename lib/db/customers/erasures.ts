import type { PoolClient } from "pg";

import { edgePool } from "../client";

export interface ErasureRow {
  customerId: string;
  workspaceId: string;
  sealed: string;
  cursorAt: Date | null;
  cursorId: string | null;
}

/** Customers that were deleted before this moment and are not erased yet, the oldest first. */
export async function findErasures(before: Date, limit: number): Promise<string[]> {
  const { rows } = await edgePool().query<{ customerId: string }>({
    name: "find-erasures",
    text: `SELECT customer_id AS "customerId" FROM erasures WHERE created_at < $1 ORDER BY created_at LIMIT $2`,
    values: [before, limit],
  });
  return rows.map((row) => row.customerId);
}

/**
 * Runs one step of an erasure in a transaction in which nobody else works at it. Null when somebody else does, or when
 * it is done.
 */
export async function stepOfErasure<Result>(
  customerId: string,
  step: (client: PoolClient, erasure: ErasureRow) => Promise<Result>,
): Promise<Result | null> {
  const client = await edgePool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const { rows } = await client.query<ErasureRow>({
      name: "lock-erasure",
      text: `SELECT customer_id AS "customerId", workspace_id AS "workspaceId", sealed, cursor_at AS "cursorAt", cursor_id AS "cursorId"
             FROM erasures WHERE customer_id = $1 FOR UPDATE SKIP LOCKED`,
      values: [customerId],
    });
    const result = rows[0] ? await step(client, rows[0]) : null;
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error("The connection is broken.");
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

/** How far the events were read. */
export async function moveCursor(
  client: PoolClient,
  customerId: string,
  { at, id }: { at: Date; id: string },
): Promise<void> {
  await client.query("UPDATE erasures SET cursor_at = $2, cursor_id = $3 WHERE customer_id = $1", [customerId, at, id]);
}

const BATCH = 1_000;

/** Statements for everything beside the events, each touching at most a batch of rows. `$1` workspace, `$2` customer. */
const REST = [
  `UPDATE conversions SET metadata = NULL WHERE id IN (
     SELECT id FROM conversions WHERE workspace_id = $1 AND customer_id = $2 AND metadata IS NOT NULL LIMIT ${BATCH})`,
  `UPDATE clicks SET visitor = NULL, user_agent = NULL WHERE id IN (
     SELECT k.id FROM conversions c JOIN clicks k ON k.id = c.click_id
     WHERE c.workspace_id = $1 AND c.customer_id = $2 AND (k.visitor IS NOT NULL OR k.user_agent IS NOT NULL) LIMIT ${BATCH})`,
  `UPDATE audit_entries SET object_name = NULL, before = NULL, after = NULL WHERE id IN (
     SELECT id FROM audit_entries WHERE workspace_id = $1 AND object_id = $2
       AND (object_name IS NOT NULL OR before IS NOT NULL OR after IS NOT NULL) LIMIT ${BATCH})`,
  `UPDATE receipts r SET headers = NULL, body = NULL FROM (
     SELECT id, received_at FROM receipts WHERE workspace_id = $1 AND strpos(produced::text, $2) > 0
       AND (headers IS NOT NULL OR body IS NOT NULL) LIMIT ${BATCH}) AS found
   WHERE r.id = found.id AND r.received_at = found.received_at`,
] as const;

/** One batch of what else there is of the customer. Answers whether there may be more. */
export async function eraseRest(client: PoolClient, { workspaceId, customerId }: ErasureRow): Promise<boolean> {
  let more = false;
  for (const text of REST) {
    const { rowCount } = await client.query(text, [workspaceId, customerId]);
    more ||= rowCount === BATCH;
  }
  return more;
}

export async function endErasure(client: PoolClient, customerId: string): Promise<void> {
  await client.query("DELETE FROM erasures WHERE customer_id = $1", [customerId]);
}
