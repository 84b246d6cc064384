import type { Overview, OverviewEndpoint } from "@/lib/contracts/overview";

/** So long an event may wait for its planning before it is said that the delay is ours. */
const DELAYED_S = 60;

type Judged = Pick<OverviewEndpoint, "band" | "state" | "name" | "since" | "waiting" | "delivered" | "hours">;

/** The one sentence that the overview begins with, worst first: what is ours, what fails, what degrades. */
export function verdictOf(
  endpoints: readonly Judged[],
  oldestUnplannedS: number,
  now = Date.now(),
): Overview["verdict"] {
  const none = { endpoints: endpoints.length, affected: 0, name: null, since: null, waiting: 0 };
  if (endpoints.length === 0) return { ...none, kind: "nothing_set_up" };
  if (oldestUnplannedS > DELAYED_S)
    return { ...none, kind: "delayed", since: new Date(now - oldestUnplannedS * 1_000).toISOString() };
  for (const kind of ["failing", "degraded"] as const) {
    // Whom a person paused is not in trouble.
    const affected = endpoints.filter(({ band, state }) => band === kind && state !== "paused");
    if (affected.length > 0)
      return {
        kind,
        endpoints: endpoints.length,
        affected: affected.length,
        name: affected.length === 1 ? (affected[0]?.name ?? null) : null,
        since: earliest(affected),
        waiting: affected.reduce((total, { waiting, hours }) => total + waiting + failedOf(hours), 0),
      };
  }
  const attempts = endpoints.reduce((total, { hours }) => total + attemptsOf(hours), 0);
  return { ...none, kind: attempts === 0 ? "no_traffic" : "healthy" };
}

const failedOf = (hours: Judged["hours"]): number => hours.reduce((total, hour) => total + hour.failed, 0);
const attemptsOf = (hours: Judged["hours"]): number =>
  hours.reduce((total, hour) => total + hour.succeeded + hour.retried + hour.failed, 0);

const earliest = (endpoints: readonly Judged[]): string | null =>
  endpoints.reduce<string | null>(
    (first, { since }) => (since !== null && (first === null || since < first) ? since : first),
    null,
  );
