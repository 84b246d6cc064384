import type { Delivery, ListDeliveries } from "@/lib/contracts/deliveries";
import type { KeysetMeta } from "@/lib/contracts/operation";
import type { LogPlace, LogRow } from "@/lib/db/deliveries/log/filters";
import { readLog } from "@/lib/db/deliveries/log/read";
import { decodeCursor, encodeCursor } from "@/lib/shared/cursor";
import { iso } from "@/lib/shared/time";
import { attemptsMax } from "@/lib/webhooks/schedule";

import type { Context } from "../context";
import { logRequest } from "./log-query";
import { toDelivery } from "./to-delivery";

export const ATTEMPTS_MAX = {
  standard: attemptsMax("standard"),
  fast: attemptsMax("fast"),
  none: attemptsMax("none"),
} as const;

interface LogListPage {
  data: Delivery[];
  meta: KeysetMeta;
}

/**
 * Deliveries, newest first, of the surfaces that the caller may see. A cursor reads on from a row in either direction;
 * what it costs does not grow with how far it has come. A page may hold fewer rows than asked for although there are
 * more: it then says in `searchedUntil` how far it has looked, and its cursor goes on from there.
 * @throws AppError VALIDATION_ERROR for a cursor that is not ours
 */
export async function listDeliveries(ctx: Context, input: ListDeliveries): Promise<LogListPage> {
  const { cursor: text, limit, ...query } = input;
  const cursor = text === undefined ? null : decodeCursor(text);
  const request = await logRequest(ctx, query);
  if (!request) return { data: [], meta: { limit, hasMore: false, nextCursor: null, prevCursor: null } };
  const backwards = cursor?.direction === "before";
  const { rows, more, lookedUntil } = await readLog({
    ...request,
    attemptsMax: ATTEMPTS_MAX,
    from: cursor ? { at: cursor.at, id: cursor.id, towards: backwards ? "newer" : "older" } : undefined,
    limit,
  });
  const page = backwards ? rows.toReversed() : rows;
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : cursor !== null;
  // Where the page ends: at its last row, or where looking for one stopped.
  const oldest = backwards ? (placeOf(page.at(-1)) ?? cursor) : (lookedUntil ?? placeOf(page.at(-1)));
  const newest = backwards ? (lookedUntil ?? placeOf(page.at(0))) : (placeOf(page.at(0)) ?? cursor);
  const searchedUntil = lookedUntil?.at ?? (more ? null : request.searchesBackTo);
  return {
    data: page.map(toDelivery),
    meta: {
      limit,
      hasMore: hasOlder && Boolean(oldest),
      nextCursor: hasOlder && oldest ? encodeCursor({ direction: "after", at: oldest.at, id: oldest.id }) : null,
      prevCursor: hasNewer && newest ? encodeCursor({ direction: "before", at: newest.at, id: newest.id }) : null,
      ...(searchedUntil && { searchedUntil: iso(searchedUntil) }),
    },
  };
}

const placeOf = (row: LogRow | undefined): LogPlace | undefined => row && { at: row.createdAt, id: row.id };
