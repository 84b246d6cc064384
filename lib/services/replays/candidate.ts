import { PLAN_TERMS } from "@/lib/auth/plans";
import type { TenantClient } from "@/lib/db/tenant";
import { DAY } from "@/lib/shared/time";
import type { DeliveryKind, DeliveryState, Surface } from "@/lib/webhooks/state";

import type { Context } from "../context";
import type { StoredSelection } from "./selection";

/** One event on its way to one endpoint, as a selection finds it. */
export interface Candidate {
  /** Null: there is no such delivery yet. */
  deliveryId: string | null;
  eventId: string;
  eventType: string;
  eventCreatedAt: Date;
  endpointId: string;
  surface: Surface;
  state: DeliveryState | null;
  kind: DeliveryKind;
  generation: number;
  /** Somebody is sending it at this moment. */
  busy: boolean;
  createdAt: Date;
}

/** Where a page ended; the next one begins behind it. */
export interface Place {
  at: Date;
  id: string;
}

export interface Source {
  ctx: Context;
  stored: StoredSelection;
  /** Where all of it goes, when that is not where each belongs. */
  target: string | null;
  /** What came later is not part of it. */
  asOf: Date;
}

export interface Page {
  candidates: Candidate[];
  /** Null when this was the last one. */
  next: Place | null;
  /** Ids that name nothing here. */
  unknown: number;
}

export const COLUMNS = {
  id: true,
  eventId: true,
  eventType: true,
  eventCreatedAt: true,
  endpointId: true,
  surface: true,
  state: true,
  kind: true,
  generation: true,
  owner: true,
  leaseUntil: true,
  createdAt: true,
} as const;

export type DeliveryWhere = NonNullable<NonNullable<Parameters<TenantClient["delivery"]["findMany"]>[0]>["where"]>;

type Row = Awaited<ReturnType<typeof readRows>>[number];
const readRows = (db: TenantClient, where: DeliveryWhere) => db.delivery.findMany({ where, select: COLUMNS });

export function toCandidate({ id, owner, leaseUntil, ...row }: Row): Candidate {
  return { ...row, deliveryId: id, busy: owner !== null && leaseUntil !== null && leaseUntil > new Date() };
}

/** The deliveries that these events have at one endpoint, by event. There is one at most, tests aside. */
export async function deliveriesOfEvents(
  ctx: Context,
  endpointId: string,
  events: readonly { id: string; createdAt: Date }[],
): Promise<Map<string, Candidate>> {
  const times = events.map((event) => event.createdAt.getTime());
  const rows = await readRows(ctx.db, {
    eventId: { in: events.map((event) => event.id) },
    endpointId,
    kind: { not: "test" },
    eventCreatedAt: { gte: new Date(Math.min(...times)), lte: new Date(Math.max(...times)) },
  });
  return new Map(rows.map((row) => [row.eventId, toCandidate(row)]));
}

/** Events before this are out of reach. */
export const reachesBackTo = (source: Source): Date =>
  new Date(source.asOf.getTime() - PLAN_TERMS[source.ctx.workspace.plan].retentionDays * DAY);
