import type { EndpointHealth } from "@/lib/contracts/endpoint-insights";
import { readStats } from "@/lib/db/endpoints/stats";
import { readLedger } from "@/lib/db/endpoints/tally";
import { DAY, isoOrNull } from "@/lib/shared/time";
import { healthScore } from "@/lib/webhooks/health-score";

import type { Context } from "../context";
import { sumOf } from "./figures";
import { getAnyEndpointRow } from "./find-any";
import type { EndpointRow } from "./scope";

/**
 * How well an endpoint took its deliveries in the last 24 hours, tests aside. Read from what was counted when it
 * happened, never from the log.
 * @throws AppError NOT_FOUND
 */
export async function getEndpointHealth(ctx: Context, id: string): Promise<EndpointHealth> {
  return healthOf(ctx, await getAnyEndpointRow(ctx, id));
}

export async function healthOf(ctx: Context, endpoint: EndpointRow): Promise<EndpointHealth> {
  const { id, timeoutMs } = endpoint;
  const since = new Date(Date.now() - DAY);
  const [slots, days, spell] = await Promise.all([
    readStats(ctx.workspace.id, id, since),
    readLedger(ctx.workspace.id, id, "-infinity"),
    ctx.db.endpointHealth.findFirst({ where: { endpointId: id } }),
  ]);
  const sum = sumOf(slots);
  const retrying = days.reduce((total, day) => total + day.retrying, 0);
  const failuresInARow = spell?.failuresInARow ?? 0;
  const attempts = sum.succeeded + sum.retried + sum.failed;
  const judged = healthScore({
    delivered: sum.succeeded,
    failed: sum.failed,
    retrying,
    attempts,
    firstAttempts: sum.first,
    firstSucceeded: sum.firstSucceeded,
    p95: sum.p95,
    timeoutMs,
    failuresInARow,
    turnedOff: endpoint.state === "disabled",
  });
  return {
    ...judged,
    since: isoOrNull(spell?.failingSince ?? null),
    attempts,
    delivered: sum.succeeded,
    failed: sum.failed,
    retrying,
    pending: days.reduce((total, day) => total + day.pending, 0),
    successRate: sum.successRate,
    firstAttempts: sum.first,
    firstAttemptRate: sum.firstAttemptRate,
    p50: sum.p50,
    p95: sum.p95,
    timeoutMs,
    failuresInARow,
    lastDeliveredAt: isoOrNull(spell?.lastSuccessAt ?? null),
    lastFailedAt: isoOrNull(spell?.lastFailureAt ?? null),
  };
}
