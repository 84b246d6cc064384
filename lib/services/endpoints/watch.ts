import {
  clearWarning,
  findWatched,
  hasDeliveredSince,
  lastFailure,
  raiseWarning,
  type Watched,
} from "@/lib/db/endpoints/failing";
import { logger } from "@/lib/observability/logger";
import { newId } from "@/lib/shared/ids";
import { DAY, HOUR } from "@/lib/shared/time";

import { type Context, systemContext } from "../context";
import { withTransaction } from "../transaction";
import { turnOff } from "./turn-off";

/** Failing for longer than this is warned of, once each. */
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
  for (const watched of await findWatched(new Date(now.getTime() - HOUR), AT_ONCE)) {
    await watchOne(watched, now).catch((error: unknown) => {
      logger.error({ error, endpointId: watched.endpointId }, "An endpoint could not be watched");
    });
  }
}

async function watchOne(watched: Watched, now: Date): Promise<void> {
  const ctx = systemContext("watch-endpoints", watched.workspace);
  if (watched.failingSince === null) return recovered(ctx, watched, now);
  const failingMs = now.getTime() - watched.failingSince.getTime();
  if (
    failingMs >= TURN_OFF_AFTER &&
    isProven(watched) &&
    !(await hasDeliveredSince(watched.endpointId, watched.failingSince))
  ) {
    await turnOff(ctx, watched.endpointId, "failing");
    return;
  }
  const level = WARNINGS.filter((limit) => failingMs >= limit).length;
  if (level > watched.warned && (await raiseWarning(watched, level))) await warn(ctx, watched, watched.failingSince);
}

function isProven({ failingSince, lastFailureAt, failedDeliveries }: Watched): boolean {
  if (!failingSince || !lastFailureAt || failedDeliveries < FAILED_MIN) return false;
  return lastFailureAt.getTime() - failingSince.getTime() >= SPAN_MIN;
}

async function warn(ctx: Context, watched: Watched, since: Date): Promise<void> {
  const turnsOffAt = new Date(since.getTime() + TURN_OFF_AFTER);
  const trouble = await troubleOf(watched, since, watched.failedDeliveries);
  // no audit: a warning changes nothing.
  await withTransaction(ctx, async (tx) => {
    await tx.db.notice.create({
      data: {
        id: newId("notice"),
        workspaceId: ctx.workspace.id,
        category: "endpoint_failing",
        title: `${watched.name} is failing`,
        text: `No success since ${since.toISOString()}. Without one it is turned off at ${turnsOffAt.toISOString()}.`,
        endpointId: watched.endpointId,
      },
    });
    await tx.emit({
      type: "endpoint.failing",
      source: "system",
      data: { endpoint: endpointOf(watched), trouble, turnsOffAt: turnsOffAt.toISOString() },
    });
  });
}

async function recovered(ctx: Context, watched: Watched, now: Date): Promise<void> {
  if (!(await clearWarning(watched))) return;
  const trouble = await troubleOf(watched, watched.reportedSince ?? now, watched.reportedFailures);
  // no audit: the endpoint recovered by itself.
  await withTransaction(ctx, async (tx) => {
    await tx.db.notice.create({
      data: {
        id: newId("notice"),
        workspaceId: ctx.workspace.id,
        category: "endpoint_recovered",
        title: `${watched.name} works again`,
        text: "Its receiver accepts events again.",
        endpointId: watched.endpointId,
      },
    });
    await tx.emit({
      type: "endpoint.recovered",
      source: "system",
      data: { endpoint: endpointOf(watched), trouble, recoveredAt: now.toISOString() },
    });
  });
}

const endpointOf = ({ endpointId, name, surface, url }: Watched) => ({
  id: endpointId,
  name,
  surface,
  host: new URL(url).host,
});

async function troubleOf(watched: Watched, since: Date, failedDeliveries: number) {
  const last = await lastFailure(watched.endpointId);
  return {
    since: since.toISOString(),
    failedDeliveries,
    lastStatusCode: last?.statusCode ?? null,
    // The column is an enumeration of just these classes.
    lastErrorClass: (last?.errorClass ?? null) as "http" | "timeout" | null,
  };
}
