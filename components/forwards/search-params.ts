import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { ForwardFilters } from "@/lib/client/queries/installations";
import { FORWARD_STATES } from "@/lib/contracts/forwards";

/** The state of the list, in the address. */
export const forwardParsers = {
  status: parseAsStringLiteral(FORWARD_STATES),
  after: parseAsString,
  before: parseAsString,
};

export type ForwardSearch = inferParserType<typeof forwardParsers>;

export const loadForwardSearch = createLoader(forwardParsers);

/** What the API is asked for. */
export function forwardFiltersOf({ status, after, before }: ForwardSearch): ForwardFilters {
  const cursor = after ?? before;
  return { ...(status && { state: status }), ...(cursor && { cursor }) };
}

export const LATEST_FORWARDS: ForwardFilters = { limit: "5" };
