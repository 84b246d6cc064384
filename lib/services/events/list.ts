import type { EventSummary, ListEvents } from "@/lib/contracts/event-records";
import type { KeysetMeta } from "@/lib/contracts/operation";
import type { TenantClient } from "@/lib/db/tenant";
import { kindOfId } from "@/lib/shared/ids";

import type { Context } from "../context";
import { retainedSince } from "../deliveries/visible";
import { keysetOf, keysetPage } from "../keyset";
import { SUMMARY, toEventSummary } from "./to-event";

type Where = NonNullable<NonNullable<Parameters<TenantClient["event"]["findMany"]>[0]>["where"]>;
type Filters = Omit<ListEvents, "cursor" | "limit">;

/**
 * Events, newest first, without those of test sends. A cursor reads on from a row in either direction.
 * @throws AppError VALIDATION_ERROR for a cursor that is not ours
 */
export async function listEvents(ctx: Context, input: ListEvents): Promise<{ data: EventSummary[]; meta: KeysetMeta }> {
  const { cursor: _cursor, limit: _limit, ...filters } = input;
  const keyset = keysetOf(input);
  const where = await whereOf(ctx, filters);
  const found =
    where === null
      ? []
      : await ctx.db.event.findMany({
          where: { AND: [where, keyset.where, { source: { not: "test" }, createdAt: { gte: retainedSince(ctx) } }] },
          orderBy: keyset.orderBy,
          take: keyset.take,
          select: SUMMARY,
        });
  const { rows, meta } = keysetPage(keyset, found);
  return { data: rows.map(toEventSummary), meta };
}

/** The filters as a condition on rows. Null when nothing can match. */
async function whereOf(ctx: Context, filters: Filters): Promise<Where | null> {
  const { type, source, linkId, customerId, start, end, idempotencyKey, q } = filters;
  const byKey = idempotencyKey === undefined ? {} : await keyed(ctx, idempotencyKey);
  const found = q === undefined ? {} : await searched(ctx, q);
  if (!byKey || !found) return null;
  return {
    ...(type && { type: { in: type } }),
    ...(source && { source: { in: source } }),
    ...(linkId && { linkId: { in: linkId } }),
    ...(customerId && { customerId }),
    ...((start || end) && { createdAt: { ...(start && { gte: start }), ...(end && { lte: end }) } }),
    AND: [byKey, found],
  };
}

/** Ids and keys alone are searched for: looking into bodies would read the whole log. */
async function searched(ctx: Context, q: string): Promise<Where | null> {
  const kind = kindOfId(q);
  if (kind === "event") return { id: q };
  if (kind === "link") return { linkId: q };
  if (kind === "customer") return { customerId: q };
  return keyed(ctx, q);
}

async function keyed(ctx: Context, key: string): Promise<Where | null> {
  const known = await ctx.db.eventKey.findFirst({ where: { key } });
  return known && { id: known.eventId, createdAt: known.eventCreatedAt };
}
