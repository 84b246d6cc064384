import type { RawExecutor } from "../transaction";
import type { ReplayJob } from "./read";

export interface FrozenItem {
  deliveryId: string;
  endpointId: string;
  /** Null when the delivery exists. */
  eventId: string | null;
  eventCreatedAt: Date;
  generation: number;
  formerState: string | null;
}

/** A preparation that has not moved for so long is asked for again. */
export const STEP_SECONDS = 5;

type Key = Pick<ReplayJob, "id" | "workspaceId" | "cursor">;
type Counts = Readonly<Record<string, number>>;

/**
 * Adds a page of items behind those that are there and moves the cursor. After the last page the replay runs. Answers
 * false, and changes nothing, when another call has done so or the replay was stopped.
 */
export async function freezeItems(
  sql: RawExecutor,
  replay: Key,
  page: { items: readonly FrozenItem[]; leftOut: Counts; next: ReplayJob["cursor"] },
): Promise<boolean> {
  const before = await lockPreparing(sql, replay);
  if (!before) return false;
  const { items, leftOut, next } = page;
  // What is there already was found twice: two deliveries of one event that go to the same endpoint now.
  const added = await sql.$executeRaw`
    INSERT INTO replay_items (replay_id, workspace_id, delivery_id, endpoint_id, event_id, event_created_at, generation, former_state, position)
    SELECT ${replay.id}, ${replay.workspaceId}, i.delivery_id, i.endpoint_id, i.event_id, i.event_created_at, i.generation, i.former_state,
      ${before.total}::int + i.place::int
    FROM unnest(${items.map((item) => item.deliveryId)}::text[], ${items.map((item) => item.endpointId)}::text[],
      ${items.map((item) => item.eventId)}::text[], ${items.map((item) => item.eventCreatedAt)}::timestamptz[],
      ${items.map((item) => item.generation)}::int[], ${items.map((item) => item.formerState)}::delivery_state[]) WITH ORDINALITY
      AS i(delivery_id, endpoint_id, event_id, event_created_at, generation, former_state, place)
    ON CONFLICT DO NOTHING`;
  await count(sql, replay, before, added, leftOut);
  await sql.$executeRaw`
    UPDATE replays SET cursor_at = ${next?.at ?? null}::timestamptz, cursor_id = ${next?.id ?? null}::text,
      state = CASE WHEN ${next === null} THEN 'running'::replay_state ELSE state END,
      prepared_at = CASE WHEN ${next === null} THEN now() END
    WHERE id = ${replay.id} AND workspace_id = ${replay.workspaceId}`;
  return true;
}

/** Runs a batch that discards what is held and counts it. Null when the replay was stopped. */
export async function discarding(sql: RawExecutor, replay: Key, batch: () => Promise<number>): Promise<number | null> {
  const before = await lockPreparing(sql, replay);
  if (!before) return null;
  const discarded = await batch();
  await count(sql, replay, before, 0, { discarded });
  return discarded;
}

interface Before {
  total: number;
  reasons: Counts;
}

/** The replay, while it is being prepared and nobody has come further; nobody else can until the transaction ends. */
async function lockPreparing(sql: RawExecutor, { id, workspaceId, cursor }: Key): Promise<Before | null> {
  const rows = await sql.$queryRaw<Before[]>`
    SELECT total, left_out_reasons AS reasons FROM replays
    WHERE id = ${id} AND workspace_id = ${workspaceId} AND state = 'preparing'
      AND cursor_at IS NOT DISTINCT FROM ${cursor?.at ?? null}::timestamptz
      AND cursor_id IS NOT DISTINCT FROM ${cursor?.id ?? null}::text
    FOR UPDATE`;
  return rows[0] ?? null;
}

async function count(sql: RawExecutor, replay: Key, before: Before, items: number, leftOut: Counts): Promise<void> {
  const out = Object.values(leftOut).reduce((sum, each) => sum + each, 0);
  await sql.$executeRaw`
    UPDATE replays SET total = total + ${items + out}::int, left_out = left_out + ${out}::int,
      left_out_reasons = ${JSON.stringify(addedUp(before.reasons, leftOut))}::jsonb,
      step_at = now() + make_interval(secs => ${STEP_SECONDS}::int)
    WHERE id = ${replay.id} AND workspace_id = ${replay.workspaceId}`;
}

/** Counts by reason, those of both. */
export function addedUp(counts: Counts, more: Counts): Record<string, number> {
  const sum = { ...counts };
  for (const [reason, count] of Object.entries(more)) if (count > 0) sum[reason] = (sum[reason] ?? 0) + count;
  return sum;
}
