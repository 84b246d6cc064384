import type { EndpointFailures, FailureGroup, StatsQuery } from "@/lib/contracts/endpoint-insights";
import { type FailedAttempt, readFailedAttempts } from "@/lib/db/endpoints/failures";
import { iso } from "@/lib/shared/time";
import { type Cause, causeOf } from "@/lib/webhooks/diagnosis";

import type { Context } from "../context";
import { explanationOf } from "../deliveries/to-attempt";
import { retainedSince } from "../deliveries/visible";
import { isOver } from "../incidents/is-over";
import { getAnyEndpointRow } from "./find-any";
import { spanOf } from "./stats-span";

/** Failed attempts that one answer counts, the newest ones. */
const LOOK_AT_MAX = 2_000;

/** Failed attempts of one cause and status, the newest first. */
interface Alike {
  cause: Cause;
  newest: FailedAttempt;
  attempts: FailedAttempt[];
}

/**
 * Why an endpoint's deliveries fail, by cause and status, with the next step for the newest of each. Counts up to a
 * limit and says when there is more, so its cost has a bound.
 * @throws AppError NOT_FOUND, VALIDATION_ERROR
 */
export async function getEndpointFailures(ctx: Context, id: string, query: StatsQuery): Promise<EndpointFailures> {
  const endpoint = await getAnyEndpointRow(ctx, id);
  const { start, end } = spanOf(ctx, query);
  const bounds = { start, end, retainedSince: retainedSince(ctx), limit: LOOK_AT_MAX + 1 };
  const [found, spell] = await Promise.all([
    readFailedAttempts(ctx.workspace.id, id, bounds),
    ctx.db.endpointHealth.findFirst({ where: { endpointId: id } }),
  ]);
  const alike = groupsOf(found.slice(0, LOOK_AT_MAX));
  const samples = await samplesOf(ctx, alike);
  const groups = alike.flatMap((group): FailureGroup[] => {
    const { newest, attempts } = group;
    const sample = samples.get(keyOf(newest));
    const explanation = sample && explanationOf(sample, null, endpoint.timeoutMs);
    if (!explanation) return [];
    const { cause, headline, nextStep } = explanation;
    return [
      {
        cause,
        headline,
        nextStep,
        errorClass: newest.errorClass,
        statusCode: newest.statusCode,
        attempts: attempts.length,
        deliveries: new Set(attempts.map((each) => each.deliveryId)).size,
        firstSeenAt: iso((attempts.at(-1) ?? newest).startedAt),
        lastSeenAt: iso(newest.startedAt),
        eventTypes: [...new Set(attempts.map((each) => each.eventType))].toSorted(),
        sampleDeliveryId: newest.deliveryId,
        resolved: isOver(newest.startedAt, spell?.lastSuccessAt ?? null, new Date()),
      },
    ];
  });
  return {
    start: iso(start),
    end: iso(end),
    counted: Math.min(found.length, LOOK_AT_MAX),
    exact: found.length <= LOOK_AT_MAX,
    // The groups come in the order in which they were last seen.
    groups: groups.toSorted((a, b) => Number(a.resolved) - Number(b.resolved)),
  };
}

/** Takes the newest first. */
function groupsOf(found: readonly FailedAttempt[]): Alike[] {
  const groups = new Map<string, Alike>();
  for (const attempt of found) {
    const { errorClass, statusCode, errorMessage } = attempt;
    const cause = causeOf({ errorClass, statusCode, message: errorMessage });
    if (cause === null) continue;
    const key = `${cause} ${statusCode}`;
    const group = groups.get(key);
    if (group) group.attempts.push(attempt);
    else groups.set(key, { cause, newest: attempt, attempts: [attempt] });
  }
  return [...groups.values()];
}

/** The newest attempt of each group as it is kept, with what the receiver answered. */
async function samplesOf(ctx: Context, groups: readonly Alike[]) {
  const rows = await ctx.db.attempt.findMany({
    where: {
      OR: groups.map(({ newest }) => ({
        deliveryId: newest.deliveryId,
        number: newest.number,
        eventCreatedAt: newest.eventCreatedAt,
      })),
    },
  });
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const keyOf = ({ deliveryId, number }: { deliveryId: string; number: number }): string => `${deliveryId} ${number}`;
