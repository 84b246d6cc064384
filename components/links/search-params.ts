import { createLoader, type inferParserType, parseAsInteger, parseAsString } from "nuqs/server";

import type { LinkListFilters } from "@/lib/client/queries/links";

/** The state of the list, in the address. */
export const linkParsers = {
  q: parseAsString.withDefault(""),
  page: parseAsInteger.withDefault(1),
};

export const LINKS_PER_PAGE = 50;

export const loadLinkSearch = createLoader(linkParsers);

/** What the API is asked for. */
export function linkFiltersOf({ q, page }: inferParserType<typeof linkParsers>): LinkListFilters {
  const text = q.trim();
  return { limit: String(LINKS_PER_PAGE), page: String(Math.max(1, page)), ...(text && { q: text.slice(0, 200) }) };
}
