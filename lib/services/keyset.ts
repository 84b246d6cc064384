import type { KeysetMeta } from "@/lib/contracts/operation";
import { type Cursor, decodeCursor, encodeCursor } from "@/lib/shared/cursor";

const NEWEST_FIRST = [{ createdAt: "desc" as const }, { id: "desc" as const }];
const OLDEST_FIRST = [{ createdAt: "asc" as const }, { id: "asc" as const }];

/** A list ordered by (created, id), newest first, read from a cursor on in either direction. */
export interface Keyset {
  cursor: Cursor | null;
  limit: number;
  /** For the query: the rows beyond the cursor, in the order to read them, one more than the page holds. */
  where: object;
  orderBy: typeof NEWEST_FIRST | typeof OLDEST_FIRST;
  take: number;
}

/** @throws AppError VALIDATION_ERROR for a cursor that is not ours */
export function keysetOf(input: { cursor?: string | undefined; limit: number }): Keyset {
  const cursor = input.cursor === undefined ? null : decodeCursor(input.cursor);
  return {
    cursor,
    limit: input.limit,
    where: cursor ? beyond(cursor) : {},
    orderBy: cursor?.direction === "before" ? OLDEST_FIRST : NEWEST_FIRST,
    take: input.limit + 1,
  };
}

/**
 * The rows of a page that may have any of some values, each value read by itself: an index that begins with the value
 * holds the rows of one in the order of the list, and those of several in none.
 */
export async function readEach<Value, Row extends { id: string; createdAt: Date }>(
  { cursor, take }: Keyset,
  values: readonly Value[],
  read: (value: Value) => Promise<Row[]>,
): Promise<Row[]> {
  const rows = (await Promise.all(values.map(read))).flat();
  const sign = cursor?.direction === "before" ? 1 : -1;
  return rows
    .toSorted((a, b) => sign * (a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)))
    .slice(0, take);
}

/** What was read, as the page that is shown: newest first, with the cursors that lead on. */
export function keysetPage<Row extends { id: string; createdAt: Date }>(
  { cursor, limit }: Keyset,
  rows: readonly Row[],
): { rows: Row[]; meta: KeysetMeta } {
  const backwards = cursor?.direction === "before";
  const more = rows.length > limit;
  const page = rows.slice(0, limit);
  if (backwards) page.reverse();
  const hasOlder = backwards || more;
  const hasNewer = backwards ? more : cursor !== null;
  const newest = page.at(0);
  const oldest = page.at(-1);
  return {
    rows: page,
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
