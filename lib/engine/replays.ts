import { hasFeature } from "@/lib/auth/plans";
import { isDatabaseAway } from "@/lib/db/database-away";
import type { Room, Waiting } from "@/lib/db/replays/release";
import type { Settled } from "@/lib/db/replays/settle";
import { type Plan, type ReplayRow, takeTurn } from "@/lib/db/replays/turn";
import { claimPreparing, findWorking } from "@/lib/db/replays/working";
import { logger } from "@/lib/observability/logger";
import { SECOND } from "@/lib/shared/time";

import { Loop } from "./loop";

/** A replay that moves is looked at this often; one that stands, less and less often. */
const TURN_MS = 150;
/** Where the database is slow, turns take at most half of the time, and a fifth while little comes of them. */
const REST_FACTOR = { busy: 1, idle: 4 } as const;
const POLL_MS = SECOND;
/** On their way at once, of all replays together: far below what the engine holds, so that new events find room. */
const IN_FLIGHT_MAX = 1_500;
/** Of one endpoint: begins small and grows with what was answered since the last turn. */
const ENDPOINT_MIN = 100;
const ENDPOINT_MAX = 600;
const REPLAY_MIN = 20;

/**
 * Moves replays along: asks for the preparation of new ones and queues the items of prepared ones, as many as can be
 * on their way. All of it is decided by rows under the replay's own lock, so that engines take turns, and one that
 * dies leaves nothing but a turn that another takes.
 */
export class Replays {
  private readonly loop = new Loop(() => this.all(), POLL_MS);
  private timer: NodeJS.Timeout | null = null;
  private waitMs = TURN_MS;

  /** @param prepare asks for the preparation of a replay; it may be asked for again */
  constructor(private readonly prepare: (replayId: string) => Promise<void>) {}

  start(): void {
    this.loop.start();
  }

  wake(): void {
    this.loop.wake();
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.loop.stop();
  }

  private async all(): Promise<void> {
    for (const id of await claimPreparing()) await this.askFor(id);
    const startedAt = performance.now();
    const working = await findWorking();
    const share = Math.max(REPLAY_MIN, Math.floor(IN_FLIGHT_MAX / Math.max(1, working.length)));
    let [moved, left] = [0, 0];
    for (const id of working) {
      const result = await this.turnOf(id, share);
      if (!result) continue;
      moved += result.settled + result.released;
      left += result.inFlight + result.waiting;
    }
    if (left === 0) return;
    const took = performance.now() - startedAt;
    const rest = Math.max(TURN_MS, took * REST_FACTOR[moved * 4 >= Math.min(left, IN_FLIGHT_MAX) ? "busy" : "idle"]);
    this.waitMs = Math.min(POLL_MS, moved > 0 ? rest : Math.max(rest, this.waitMs * 2));
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.loop.wake();
    }, this.waitMs);
  }

  /** What one replay runs into must not stop the others. */
  private async turnOf(id: string, share: number) {
    try {
      return await takeTurn(id, (row, settled, waiting) => planTurn(row, settled, waiting, share));
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      logger.error({ error, replayId: id }, "A turn of a replay failed");
      return null;
    }
  }

  private async askFor(id: string): Promise<void> {
    await this.prepare(id).catch((error: unknown) =>
      logger.warn({ error, replayId: id }, "A replay is prepared a little later"),
    );
  }
}

/** How many items of which endpoint may go now, at most `share` on their way, or why the replay pauses. */
export function planTurn(
  row: ReplayRow,
  settled: readonly Settled[],
  waiting: readonly Waiting[],
  share: number,
): Plan {
  const nothing = { rooms: [], limit: 0 };
  const tries = row.tryFirst && row.delivered === 0;
  if (tries && row.failed + row.open > 0) return { pause: "first_failed", ...nothing };
  if (row.stopAfterFailures !== null && row.failuresInRow >= row.stopAfterFailures)
    return { pause: "failures_in_a_row", ...nothing };
  const limit = Math.min(
    Math.max(0, (tries ? 1 : share) - row.inFlight),
    row.allowance ?? Infinity,
    row.stopAfterFailures === null ? Infinity : Math.max(0, windowAfter(settled, row.stopAfterFailures) - row.inFlight),
  );
  return { pause: null, limit, rooms: waiting.map((each) => roomOf(row, each, settled)) };
}

function roomOf(row: ReplayRow, each: Waiting, settled: readonly Settled[]): Room {
  const { endpointId, surface, inFlight, rateLimit } = each;
  const refused = refusalOf(row, each);
  // What is left out costs nothing, so all of it may go.
  if (refused !== null) return { endpointId, surface, room: IN_FLIGHT_MAX, refused };
  const answered = settled.filter((one) => one.endpointId === endpointId && !one.wasOpen);
  const window = Math.min(ENDPOINT_MAX, windowAfter(answered, ENDPOINT_MIN), rateLimit ?? Infinity);
  return { endpointId, surface, room: Math.max(0, window - inFlight), refused };
}

/** As much as was answered since the last turn, twice, and at least `min`. */
const windowAfter = (settled: readonly Settled[], min: number): number =>
  Math.max(min, 2 * settled.reduce((sum, each) => sum + (each.outcome === "delivered" ? each.count : 0), 0));

function refusalOf(row: ReplayRow, { deleted, state, surface }: Waiting): string | null {
  if (deleted) return "endpoint_deleted";
  if (state !== "enabled") return state === "paused" ? "endpoint_paused" : "endpoint_disabled";
  return hasFeature(row.plan, surface === "outbound" ? "integrations" : "webhooks") ? null : "plan";
}
