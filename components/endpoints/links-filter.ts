import type { Filter } from "@/lib/contracts/filter";

const PATH = "data.link.id";

/** The links that a filter confines its events to; null when it names none in the way that the form writes. */
export function linksOf(filter: Filter | null): string[] | null {
  const condition = filter?.[PATH];
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) return null;
  const { $in: ids, ...more } = condition as Filter;
  const known = Array.isArray(ids) && Object.keys(more).length === 0;
  return known ? ids.filter((id): id is string => typeof id === "string") : null;
}

/** The filter with these links beside its other conditions, or with all links. */
export function withLinks(filter: Filter | null, links: readonly string[] | null): Filter | null {
  const { [PATH]: _before, ...rest } = filter ?? {};
  if (links !== null) return { ...rest, [PATH]: { $in: links } };
  return Object.keys(rest).length === 0 ? null : rest;
}
