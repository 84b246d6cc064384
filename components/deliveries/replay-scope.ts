import type { ReplayScope } from "@/components/replay/scope";

import { type DeliverySearch, fixedRangeOf, lastOf, selectionOf } from "./search-params";

/** Everything the list shows, over all of its pages, as it is at this moment. */
export function filterScope(search: DeliverySearch): ReplayScope {
  const { last: _, ...filter } = selectionOf(search);
  const now = Date.now();
  const { start, end } = fixedRangeOf(search) ?? { start: new Date(now - lastOf(search)), end: new Date(now) };
  return {
    by: "filter",
    filter: { ...filter, start: start.toISOString(), end: end.toISOString() },
  };
}
