import type { Delivery, ListDeliveries } from "@/lib/contracts/deliveries";
import type { KeysetMeta } from "@/lib/contracts/operation";
import { type Cursor, decodeCursor, encodeCursor } from "@/lib/shared/cursor";

import type { Context } from "../context";
import { whereOf } from "./filters";
import { toDelivery, WITH_ENDPOINT } from "./to-delivery";
import { readableSurfaces, retainedSince } from "./visible";

const NEWEST_FIRST = [{ createdAt: "desc" as const }, { id: "desc" as const }];
const OLDEST_FIRST = [{ createdAt: "asc" as const }, { id: "asc" as const }];

/**
 * Deliveries, newest first, of the surfaces that the caller may see. A cursor reads on from a row in either direction;
 * what it costs does not grow with how far it has come.
 * @throws AppError VALIDATION_ERROR for a cursor that is not ours
 */
export async function listDeliveries(
  ctx: Context,
  input: ListDeliveries,
): Promise<{ data: Delivery[]; meta: KeysetMeta }> {
  const { cursor: text, limit, ...filters } = input;
  const cursor = text === undefined ? null : decodeCursor(text);
  const where = whereOf(filters);
  const backwards = cursor?.direction === "before";
  const rows =
    where === null
      ? []
      : await ctx.db.delivery.findMany({
          where: {
            AND: [
              where,
              cursor ? beyond(cursor) : {},
              { surface: { in: readableSurfaces(ctx) }, eventCreatedAt: { gte: retainedSince(ctx) } },
            ],
          },
          orderBy: backwards ? OLDEST_FIRST : NEWEST_FIRST,
          take: limit + 1,
          include: WITH_ENDPOINT,
        });
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (backwards) page.reverse();
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : cursor !== null;
  const newest = page.at(0);
  const oldest = page.at(-1);
  return {
    data: page.map(toDelivery),
    meta: {
      limit,
      hasMore: hasOlder && oldest !== undefined,
      nextCursor: hasOlder && oldest ? encodeCursor({ direction: "after", at: oldest.createdAt, id: oldest.id }) : null,
      prevCursor:
        hasNewer && newest ? encodeCursor({ direction: "before", at: newest.createdAt, id: newest.id }) : null,
    },
  };
}

/** The bound on the time alone is what the index can begin at; the rest tells rows of one millisecond apart. */
function beyond({ direction, at, id }: Cursor) {
  return direction === "after"
    ? { createdAt: { lte: at }, OR: [{ createdAt: { lt: at } }, { id: { lt: id } }] }
    : { createdAt: { gte: at }, OR: [{ createdAt: { gt: at } }, { id: { gt: id } }] };
}
