import { parseAsString, parseAsStringLiteral } from "nuqs/server";

import { INSTALLATION_STATUSES } from "@/lib/contracts/installations";
import { PROVIDER_CATEGORIES } from "@/lib/contracts/providers";

/** What narrows the list, in the address. */
export const installedParsers = {
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(INSTALLATION_STATUSES),
  category: parseAsStringLiteral(PROVIDER_CATEGORIES.map(({ category }) => category)),
};

export const NO_INSTALLED_FILTERS = { q: null, status: null, category: null } as const;
