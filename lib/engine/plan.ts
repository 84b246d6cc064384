import type { PlannedForward } from "@/lib/db/engine/forwards";
import type { OutboxRow, PlannedRow } from "@/lib/db/engine/plan";
import { sharedNow } from "@/lib/shared/clock";
import { newId } from "@/lib/shared/ids";
import { matchesSubscription } from "@/lib/webhooks/subscription";

import type { Job } from "./job";
import { ENDPOINT_JOBS_MAX, type Lanes } from "./lanes";
import { type Route, type Routing, routingOf } from "./routing";

/** A body is parsed once, and only when a filter or an alias looks into it. */
class ParsedEvent {
  private parsed: { data: Record<string, unknown>; previousAttributes?: unknown } | null = null;
  constructor(readonly row: OutboxRow) {}

  private get envelope() {
    // The body is the envelope that we built when the event was accepted.
    return (this.parsed ??= JSON.parse(this.row.body) as {
      data: Record<string, unknown>;
      previousAttributes?: unknown;
    });
  }

  get type(): string {
    return this.row.type;
  }
  get linkId(): string | null {
    return this.row.linkId;
  }
  get source(): string {
    return this.row.source;
  }
  get data(): Record<string, unknown> {
    return this.envelope.data;
  }
  get previousAttributes(): unknown {
    return this.envelope.previousAttributes;
  }
}

/**
 * The deliveries that these events need, with a job for each that this engine sends itself, and what installations take
 * of them. An endpoint that has too much in memory already gets its deliveries unclaimed, a little later.
 * @param claim false when another process sends: then there are no jobs
 */
export async function planDeliveries(
  rows: readonly OutboxRow[],
  options: { claim: boolean; lanes: Lanes },
): Promise<{ planned: PlannedRow[]; forwards: PlannedForward[]; jobs: Job[] }> {
  const planned: PlannedRow[] = [];
  const forwards: PlannedForward[] = [];
  const jobs: Job[] = [];
  const added = new Map<string, number>();
  for (const row of rows) {
    const routing = await routingOf(row.workspaceId, row.routingVersion);
    const event = new ParsedEvent(row);
    forwards.push(...forwardsOf(event, routing));
    for (const route of routing.byType.get(row.type) ?? []) {
      if (!matchesSubscription(route, event)) continue;
      const verdict = route.filter?.evaluate(event);
      const state = verdict && !verdict.matched ? "skipped" : route.hold ? "held" : "pending";
      const detail = state === "skipped" && verdict ? verdict.decisive : null;
      const inMemory = (options.lanes.peek(route.endpointId)?.size ?? 0) + (added.get(route.endpointId) ?? 0);
      const claimed = state === "pending" && options.claim && inMemory < ENDPOINT_JOBS_MAX;
      const delivery = deliveryRow(row, route, state, detail, claimed, inMemory);
      planned.push(delivery);
      if (!claimed) continue;
      added.set(route.endpointId, (added.get(route.endpointId) ?? 0) + 1);
      jobs.push(firstJob(row, delivery));
    }
  }
  return { planned, forwards, jobs };
}

/** One for each installation that takes this type; what its filter refuses is on record as well. */
function forwardsOf(event: ParsedEvent, { takersByType }: Routing): PlannedForward[] {
  const { row } = event;
  if (event.source === "test") return [];
  return (takersByType.get(row.type) ?? []).flatMap(({ installationId, filter }) => {
    if (isAboutItself(event, installationId)) return [];
    const verdict = filter?.evaluate(event);
    return {
      id: newId("forward"),
      workspaceId: row.workspaceId,
      installationId,
      eventId: row.eventId,
      eventCreatedAt: row.eventCreatedAt,
      eventType: row.type,
      skippedFor: verdict && !verdict.matched ? JSON.stringify(verdict.decisive) : null,
    };
  });
}

/** An integration in trouble is not told about it: that would fail as well. */
function isAboutItself(event: ParsedEvent, installationId: string): boolean {
  if (!event.type.startsWith("integration.")) return false;
  const about = event.data["integration"];
  return typeof about === "object" && about !== null && Reflect.get(about, "id") === installationId;
}

/** How long a delivery that finds its endpoint full is left alone. */
const PARKED_MS = 2_000;

function deliveryRow(
  row: OutboxRow,
  route: Route,
  state: PlannedRow["state"],
  detail: object | null,
  claimed: boolean,
  inMemory: number,
): PlannedRow {
  const parked = state === "pending" && !claimed && inMemory >= ENDPOINT_JOBS_MAX;
  return {
    id: newId("delivery"),
    workspaceId: row.workspaceId,
    eventId: row.eventId,
    eventCreatedAt: row.eventCreatedAt,
    eventType: row.type,
    linkId: row.linkId,
    endpointId: route.endpointId,
    surface: route.surface,
    state,
    reason: state === "held" ? route.hold : state === "skipped" ? "filtered" : null,
    reasonDetail: detail && JSON.stringify(detail),
    claimed,
    nextAttemptAt: state === "pending" ? new Date(sharedNow() + (parked ? PARKED_MS : 0)) : null,
  };
}

function firstJob(row: OutboxRow, delivery: PlannedRow): Job {
  return {
    id: delivery.id,
    workspaceId: row.workspaceId,
    endpointId: delivery.endpointId,
    eventId: row.eventId,
    eventType: row.type,
    eventCreatedAt: row.eventCreatedAt,
    body: row.body,
    generation: 1,
    trigger: "automatic",
    requestedBy: null,
    replayed: false,
    attemptCount: 0,
    step: 0,
    claimedAt: performance.now(),
    place: "waiting",
    attempts: [],
    done: null,
  };
}
