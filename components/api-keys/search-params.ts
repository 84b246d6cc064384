import { createLoader, type inferParserType, parseAsString, parseAsStringLiteral } from "nuqs/server";

import type { ApiKeyFilters } from "@/lib/client/queries/api-keys";
import { KEY_STATES, KEY_USES } from "@/lib/contracts/api-keys";

/** The state of the list, in the address. */
export const apiKeyParsers = {
  state: parseAsStringLiteral(KEY_STATES),
  creator: parseAsString,
  use: parseAsStringLiteral(KEY_USES),
};

export type ApiKeySearch = inferParserType<typeof apiKeyParsers>;

export const loadApiKeySearch = createLoader(apiKeyParsers);

/** What the API is asked for. */
export const apiKeyFiltersOf = ({ state, creator, use }: ApiKeySearch): ApiKeyFilters => ({
  ...(state && { state }),
  ...(creator && { createdBy: creator }),
  ...(use && { use }),
});
