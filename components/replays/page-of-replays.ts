import { createLoader, parseAsInteger } from "nuqs/server";

import type { ReplayListFilters } from "@/lib/client/queries/replays";

export const parseAsPage = parseAsInteger.withDefault(1);
export const loadReplayPage = createLoader({ page: parseAsPage });

/** What the list asks for; the page on the server asks for the same, so that both share an answer. */
export const pageOfReplays = (page: number): ReplayListFilters => ({ page: String(Math.max(1, page)), limit: "25" });
