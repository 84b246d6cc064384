import { type DeliverySearch, fixedRangeOf, lastOf, withDeliverySearch } from "./search-params";

/** This page with the ends of its range written out, so that whoever opens it later sees the same rows. */
export function absoluteLink(search: DeliverySearch, location: Pick<Location, "origin" | "pathname">): string {
  const now = Date.now();
  const { start, end } = fixedRangeOf(search) ?? { start: new Date(now - lastOf(search)), end: new Date(now) };
  const query = withDeliverySearch({ ...search, range: "custom", from: start, to: end, after: null, before: null });
  return `${location.origin}${location.pathname}${query}`;
}
