import type { Overview, OverviewEndpoint, OverviewIntegration } from "@/lib/contracts/overview";

/** So long an event may wait for its planning before it is said that the delay is ours. */
const DELAYED_S = 60;

type Connected = Pick<OverviewIntegration, "name" | "status" | "statusReason">;
type Judged = Pick<OverviewEndpoint, "band" | "state" | "name" | "since" | "waiting" | "delivered" | "hours">;

export interface Seen {
  endpoints: readonly Judged[];
  integrations: readonly Connected[];
  oldestUnplannedS: number;
}

/** The one sentence that the overview begins with, worst first: what is ours, what fails, what stopped, what degrades. */
export function verdictOf({ endpoints, integrations, oldestUnplannedS }: Seen, now = Date.now()): Overview["verdict"] {
  const connected = integrations.filter(({ status }) => status !== "disconnected");
  const none = {
    endpoints: endpoints.length,
    integrations: connected.length,
    affected: 0,
    name: null,
    since: null,
    cause: null,
    waiting: 0,
  };
  if (endpoints.length + connected.length === 0) return { ...none, kind: "nothing_set_up" };
  if (oldestUnplannedS > DELAYED_S)
    return { ...none, kind: "delayed", since: new Date(now - oldestUnplannedS * 1_000).toISOString() };
  const failing = troubleOf("failing", endpoints);
  if (failing) return { ...none, ...failing };
  const stopped = connected.filter(({ status }) => status === "error");
  const [only] = stopped;
  if (only)
    return {
      ...none,
      kind: "integration_error",
      affected: stopped.length,
      name: stopped.length === 1 ? only.name : null,
      since: earliest(stopped.map(({ statusReason }) => ({ since: statusReason?.since ?? null }))),
      cause: stopped.length === 1 ? (only.statusReason?.message ?? null) : null,
    };
  const degraded = troubleOf("degraded", endpoints);
  if (degraded) return { ...none, ...degraded };
  const attempts = endpoints.reduce((total, { hours }) => total + attemptsOf(hours), 0);
  return { ...none, kind: attempts === 0 && endpoints.length > 0 ? "no_traffic" : "healthy" };
}

function troubleOf(kind: "failing" | "degraded", endpoints: readonly Judged[]) {
  // Whom a person paused is not in trouble.
  const affected = endpoints.filter(({ band, state }) => band === kind && state !== "paused");
  if (affected.length === 0) return null;
  return {
    kind,
    affected: affected.length,
    name: affected.length === 1 ? (affected[0]?.name ?? null) : null,
    since: earliest(affected),
    waiting: affected.reduce((total, { waiting, hours }) => total + waiting + failedOf(hours), 0),
  };
}

const failedOf = (hours: Judged["hours"]): number => hours.reduce((total, hour) => total + hour.failed, 0);
const attemptsOf = (hours: Judged["hours"]): number =>
  hours.reduce((total, hour) => total + hour.succeeded + hour.retried + hour.failed, 0);

const earliest = (all: readonly { since: string | null }[]): string | null =>
  all.reduce<string | null>(
    (first, { since }) => (since !== null && (first === null || since < first) ? since : first),
    null,
  );
