import type { PoolClient } from "pg";

import { enginePool } from "../engine/pool";
import { addedUp } from "./freeze";
import { type Room, releaseItems, type Waiting, waitingEndpoints } from "./release";
import { returnTried, type Settled, settleItems, settleOpen } from "./settle";

/** A replay under lock: only this transaction moves its items. */
export interface ReplayRow {
  id: string;
  workspaceId: string;
  plan: "starter" | "pro" | "enterprise";
  state: "preparing" | "running" | "paused" | "done" | "canceled";
  /** Of what was held for an endpoint that was turned on. */
  held: boolean;
  endpointId: string | null;
  tryFirst: boolean;
  stopAfterFailures: number | null;
  ratePerSecond: number | null;
  createdByName: string;
  total: number;
  sent: number;
  inFlight: number;
  open: number;
  delivered: number;
  failed: number;
  leftOut: number;
  leftOutReasons: Record<string, number>;
  failuresInRow: number;
  /** Items that the speed cap lets go now; null without one. */
  allowance: number | null;
  /** Whether what is open is to be looked at. */
  settleOpen: boolean;
  measuredSent: number;
  /** Null when it was never measured. */
  measuredSecondsAgo: number | null;
  perSecond: number | null;
}

export interface Plan {
  /** Why it pauses now; null to go on. */
  pause: string | null;
  rooms: readonly Room[];
  /** Items in all. */
  limit: number;
}

export interface TurnResult {
  settled: number;
  released: number;
  inFlight: number;
  waiting: number;
}

/** After a standstill no more than so much of a second's worth goes at once. */
const BURST_SECONDS = 0.5;

/**
 * One turn of a replay: takes in what became of its deliveries, asks `plan` what may go now and queues that, all in one
 * transaction under the replay's lock. Null when another engine is at it, or there is nothing to do.
 */
export async function takeTurn(
  id: string,
  plan: (row: ReplayRow, settled: readonly Settled[], waiting: readonly Waiting[]) => Plan,
): Promise<TurnResult | null> {
  const client = await enginePool().connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const row = await lockReplay(client, id);
    const result = row && (await turn(client, row, plan));
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

const PACED_FROM = `greatest(coalesce(r.paced_until, now() - make_interval(secs => 1.0 / r.rate_per_second)),
  now() - make_interval(secs => greatest(${BURST_SECONDS}, 1.0 / r.rate_per_second)))`;

async function lockReplay(client: PoolClient, id: string): Promise<ReplayRow | null> {
  const { rows } = await client.query<ReplayRow>({
    name: "lock_replay",
    text: `SELECT r.id, r.workspace_id AS "workspaceId", w.plan, r.state, r.selection #>> '{selection,by}' = 'held' AS held,
        r.endpoint_id AS "endpointId",
        r.try_first AS "tryFirst", r.stop_after_failures AS "stopAfterFailures", r.rate_per_second AS "ratePerSecond",
        r.created_by_name AS "createdByName", r.total, r.sent, r.in_flight AS "inFlight", r.open, r.delivered, r.failed,
        r.left_out AS "leftOut", r.left_out_reasons AS "leftOutReasons", r.failures_in_row AS "failuresInRow",
        CASE WHEN r.rate_per_second IS NOT NULL
          THEN greatest(0, floor(extract(epoch FROM now() - ${PACED_FROM}) * r.rate_per_second + 0.001))::int END AS allowance,
        coalesce(r.settle_at <= now(), false) AS "settleOpen", r.measured_sent AS "measuredSent",
        extract(epoch FROM now() - r.measured_at)::float8 AS "measuredSecondsAgo", r.per_second AS "perSecond"
      FROM replays r JOIN workspaces w ON w.id = r.workspace_id WHERE r.id = $1 FOR UPDATE OF r SKIP LOCKED`,
    values: [id],
  });
  return rows[0] ?? null;
}

async function turn(
  client: PoolClient,
  row: ReplayRow,
  plan: Parameters<typeof takeTurn>[1],
): Promise<TurnResult | null> {
  const settled = [
    ...(row.inFlight > 0 ? await settleItems(client, row.id) : []),
    ...(row.open > 0 && row.settleOpen ? await settleOpen(client, row.id) : []),
  ];
  takeIn(row, settled);
  const running = row.state === "running";
  const { pause, rooms, limit } = running
    ? plan(row, settled, await waitingEndpoints(client, row.id))
    : { pause: null, rooms: [], limit: 0 };
  if (pause !== null && row.delivered === 0 && row.tryFirst) takeBack(row, await returnTried(client, row.id));
  const released = limit > 0 && rooms.length > 0 ? await releaseItems(client, row, rooms, limit) : NONE;
  row.sent += released.sent;
  row.inFlight += released.sent;
  for (const [reason, count] of Object.entries(released.leftOut)) leaveOut(row, reason, count);
  const waiting = row.total - row.sent - row.leftOut;
  const over = running && pause === null && waiting === 0 && row.inFlight === 0;
  const more = over && row.held && (await isMoreHeld(client, row));
  await writeReplay(client, row, { pause, released: released.sent, over: over && !more, again: more });
  if (released.sent > 0) await client.query("SELECT pg_notify('linquid_due', '')");
  if (more) await client.query("SELECT pg_notify('linquid_replay', '')");
  return {
    settled: settled.reduce((sum, each) => sum + each.count, 0),
    released: released.sent,
    inFlight: row.inFlight,
    waiting: running && pause === null ? waiting : 0,
  };
}

const NONE = { sent: 0, leftOut: {} as Record<string, number> };

function takeIn(row: ReplayRow, settled: readonly Settled[]): void {
  for (const { outcome, wasOpen, count } of settled) {
    if (wasOpen) row.open -= count;
    else row.inFlight -= count;
    if (outcome === "delivered" || outcome === "failed" || outcome === "open") row[outcome] += count;
    else {
      row.sent -= count;
      leaveOut(row, outcome, count);
    }
  }
  const first = settled.filter(({ wasOpen }) => !wasOpen);
  if (first.some(({ outcome }) => outcome === "delivered")) row.failuresInRow = 0;
  row.failuresInRow += first.reduce((sum, each) => sum + each.failuresAfterSuccess, 0);
}

function leaveOut(row: ReplayRow, reason: string, count: number): void {
  row.leftOut += count;
  row.leftOutReasons = addedUp(row.leftOutReasons, { [reason]: count });
}

function takeBack(row: ReplayRow, returned: { open: number; failed: number }): void {
  row.open -= returned.open;
  row.failed -= returned.failed;
  row.sent -= returned.open + returned.failed;
}

/** Whether something is held for its endpoint that it does not know: planned while the endpoint was being turned on. */
async function isMoreHeld(client: PoolClient, row: ReplayRow): Promise<boolean> {
  const { rowCount } = await client.query({
    name: "more_held",
    text: `SELECT 1 FROM deliveries d JOIN endpoints e ON e.id = d.endpoint_id AND e.state = 'enabled' AND e.deleted_at IS NULL
           WHERE d.workspace_id = $1 AND d.endpoint_id = $2 AND d.state = 'held' AND d.reason <> 'plan'
             AND NOT EXISTS (SELECT 1 FROM replay_items i WHERE i.replay_id = $3 AND i.delivery_id = d.id) LIMIT 1`,
    values: [row.workspaceId, row.endpointId, row.id],
  });
  return rowCount === 1;
}

const MEASURE_SECONDS = 1;

async function writeReplay(
  client: PoolClient,
  row: ReplayRow,
  change: { pause: string | null; released: number; over: boolean; again: boolean },
): Promise<void> {
  const attempted = row.sent - row.inFlight;
  const age = row.measuredSecondsAgo;
  const measured = age === null || age >= MEASURE_SECONDS;
  const speed = age === null || age < MEASURE_SECONDS ? row.perSecond : Math.max(0, attempted - row.measuredSent) / age;
  const perSecond = speed === null || row.perSecond === null || !measured ? speed : (row.perSecond + speed) / 2;
  await client.query({
    name: "write_replay",
    text: `UPDATE replays r SET
        state = CASE WHEN $2::text IS NOT NULL THEN 'paused'::replay_state WHEN $3 THEN 'done' WHEN $4 THEN 'preparing' ELSE r.state END,
        state_reason = coalesce($2, r.state_reason), finished_at = CASE WHEN $3 THEN now() ELSE r.finished_at END,
        cursor_at = CASE WHEN $4 THEN NULL ELSE r.cursor_at END, cursor_id = CASE WHEN $4 THEN NULL ELSE r.cursor_id END,
        step_at = CASE WHEN $4 THEN now() ELSE r.step_at END, prepared_at = CASE WHEN $4 THEN NULL ELSE r.prepared_at END,
        sent = $5, in_flight = $6, open = $7, delivered = $8, failed = $9, left_out = $10, left_out_reasons = $11, failures_in_row = $12,
        paced_until = CASE WHEN $13::int > 0 AND r.rate_per_second IS NOT NULL
          THEN ${PACED_FROM} + make_interval(secs => $13::float8 / r.rate_per_second) ELSE r.paced_until END,
        settle_at = CASE WHEN $7 = 0 THEN NULL WHEN r.settle_at > now() THEN r.settle_at ELSE now() + make_interval(secs =>
          greatest(10, $7 / 200.0, extract(epoch FROM now() - coalesce(r.finished_at, now())) / 20)) END,
        measured_at = CASE WHEN $14 THEN now() ELSE r.measured_at END, measured_sent = CASE WHEN $14 THEN $15::int ELSE r.measured_sent END,
        per_second = $16
      WHERE r.id = $1`,
    values: [
      row.id,
      change.pause,
      change.over,
      change.again,
      row.sent,
      row.inFlight,
      row.open,
      row.delivered,
      row.failed,
      row.leftOut,
      JSON.stringify(row.leftOutReasons),
      row.failuresInRow,
      change.released,
      measured,
      attempted,
      perSecond,
    ],
  });
}
