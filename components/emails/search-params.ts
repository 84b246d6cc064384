import { createLoader, createSerializer, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { EmailFilters } from "@/lib/client/queries/emails";
import { EMAIL_STATES } from "@/lib/contracts/emails";

/** The state of the list, in the address. */
export const emailParsers = {
  status: parseAsStringLiteral(EMAIL_STATES),
  after: parseAsString,
  before: parseAsString,
  /** The one that is open beside the list. */
  email: parseAsString,
};

export const loadEmailSearch = createLoader(emailParsers);
export const withEmailSearch = createSerializer(emailParsers);

/** What the API is asked for. */
export function emailFiltersOf({ status, after, before }: inferParserType<typeof emailParsers>): EmailFilters {
  const cursor = after ?? before;
  return { ...(status && { state: status }), ...(cursor && { cursor }) };
}
