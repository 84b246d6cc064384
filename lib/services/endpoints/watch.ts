import {
  clearWarning,
  endSpell,
  findWatched,
  firstDeliveredSince,
  lastFailure,
  lockSpell,
  raiseWarning,
  type Watched,
} from "@/lib/db/endpoints/failing";
import { logger } from "@/lib/observability/logger";
import { DAY, HOUR, SECOND } from "@/lib/shared/time";

import { type Context, systemContext } from "../context";
import { tellMembers } from "../notices/tell";
import { type Transaction, withTransaction } from "../transaction";
import { turnOff } from "./turn-off";

/** Failing for as long as this is warned of, once each. */
const WARNINGS = [HOUR, DAY, 4 * DAY] as const;
const TURN_OFF_AFTER = 5 * DAY;
const FAILED_MIN = 10;
const SPAN_MIN = 12 * HOUR;
const AT_ONCE = 1_000;

/**
 * Only time decides: an endpoint without one success for five days, with at least ten failed deliveries of which the
 * first and the last lie twelve hours apart, is turned off. Warns on the way there and reports the recovery of what
 * it warned of. Safe to run twice at once.
 */
export async function watchEndpoints(now: Date): Promise<void> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms);
  const limits = {
    warnBefore: WARNINGS.map(ago),
    turnOffBefore: ago(TURN_OFF_AFTER),
    failedMin: FAILED_MIN,
    spanSeconds: SPAN_MIN / SECOND,
  };
  for (const watched of await findWatched(limits, AT_ONCE)) {
    await watchOne(watched, now).catch((error: unknown) => {
      logger.error({ error, endpointId: watched.endpointId }, "An endpoint could not be watched");
    });
  }
}

async function watchOne(watched: Watched, now: Date): Promise<void> {
  const ctx = systemContext("watch-endpoints", watched.workspace);
  const { failingSince } = watched;
  const spellIsReported = failingSince?.getTime() === watched.reportedSince?.getTime();
  if (watched.warned > 0 && !spellIsReported) return recovered(ctx, watched, now);
  if (failingSince === null) return;
  const deliveredAt = await firstDeliveredSince(watched.endpointId, failingSince);
  if (deliveredAt) return endSpell(watched, deliveredAt);
  const failingMs = now.getTime() - failingSince.getTime();
  if (failingMs >= TURN_OFF_AFTER && isProven(watched, failingSince)) {
    await turnOff(ctx, watched.endpointId, "failing", (tx) => lockSpell(tx.sql, watched));
    return;
  }
  const level = WARNINGS.filter((limit) => failingMs >= limit).length;
  if (level > watched.warned) await warn(ctx, watched, failingSince, level);
}

function isProven({ lastFailureAt, failedDeliveries }: Watched, failingSince: Date): boolean {
  return (
    failedDeliveries >= FAILED_MIN &&
    lastFailureAt !== null &&
    lastFailureAt.getTime() - failingSince.getTime() >= SPAN_MIN
  );
}

async function warn(ctx: Context, watched: Watched, since: Date, level: number): Promise<void> {
  const turnsOffAt = new Date(since.getTime() + TURN_OFF_AFTER);
  // no audit: a warning changes nothing.
  await withTransaction(ctx, async (tx) => {
    if (!(await raiseWarning(tx.sql, watched, level))) return;
    await tellMembers(ctx, tx, {
      category: "endpoint_failing",
      title: `${watched.name} is failing`,
      text: `No success since ${since.toISOString()}. Without one it is turned off at ${turnsOffAt.toISOString()}.`,
      endpointId: watched.endpointId,
    });
    const trouble = await troubleOf(tx, watched, since, watched.failedDeliveries);
    await tx.emit({
      type: "endpoint.failing",
      source: "system",
      data: { endpoint: endpointOf(watched), trouble, turnsOffAt: turnsOffAt.toISOString() },
    });
  });
}

async function recovered(ctx: Context, watched: Watched, now: Date): Promise<void> {
  const since = watched.reportedSince ?? now;
  const { lastSuccessAt } = watched;
  const recoveredAt = lastSuccessAt && lastSuccessAt > since ? lastSuccessAt : now;
  // no audit: the endpoint recovered by itself.
  await withTransaction(ctx, async (tx) => {
    if (!(await clearWarning(tx.sql, watched))) return;
    await tellMembers(ctx, tx, {
      category: "endpoint_recovered",
      title: `${watched.name} works again`,
      text: `Its receiver accepted an event at ${recoveredAt.toISOString()}.`,
      endpointId: watched.endpointId,
    });
    const trouble = await troubleOf(tx, watched, since, watched.reportedFailures);
    await tx.emit({
      type: "endpoint.recovered",
      source: "system",
      data: { endpoint: endpointOf(watched), trouble, recoveredAt: recoveredAt.toISOString() },
    });
  });
}

const endpointOf = ({ endpointId, name, surface, url }: Watched) => ({
  id: endpointId,
  name,
  surface,
  host: new URL(url).host,
});

async function troubleOf(tx: Transaction, watched: Watched, since: Date, failedDeliveries: number) {
  const last = await lastFailure(tx.sql, watched.endpointId);
  return {
    since: since.toISOString(),
    failedDeliveries,
    lastStatusCode: last?.statusCode ?? null,
    lastErrorClass: last?.errorClass ?? null,
  };
}
