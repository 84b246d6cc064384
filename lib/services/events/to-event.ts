import type { EventSummary } from "@/lib/contracts/event-records";
import { iso, isoOrNull } from "@/lib/shared/time";

/** All that a list shows: everything but the body, which may be large. */
export const SUMMARY = {
  id: true,
  type: true,
  source: true,
  linkId: true,
  customerId: true,
  actor: true,
  correlationId: true,
  occurredAt: true,
  createdAt: true,
  erasedAt: true,
} as const;

interface EventRow {
  id: string;
  type: string;
  source: EventSummary["source"];
  linkId: string | null;
  customerId: string | null;
  actor: string | null;
  correlationId: string | null;
  occurredAt: Date;
  createdAt: Date;
  erasedAt: Date | null;
}

export const toEventSummary = (row: EventRow): EventSummary => ({
  id: row.id,
  type: row.type,
  source: row.source,
  linkId: row.linkId,
  customerId: row.customerId,
  actorId: row.actor,
  correlationId: row.correlationId,
  occurredAt: iso(row.occurredAt),
  createdAt: iso(row.createdAt),
  erasedAt: isoOrNull(row.erasedAt),
});
