import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import { MINUTE } from "@/lib/shared/time";

import { call } from "../http";
import type { StatsFilters } from "./endpoint-insights";

const root = (workspaceId: string) => ["ws", workspaceId, "overview"] as const;

export const overviewQueries = {
  all: root,
  details: (workspaceId: string) => [...root(workspaceId), "detail"] as const,
  detail: (workspaceId: string, query: StatsFilters) =>
    queryOptions({
      queryKey: [...overviewQueries.details(workspaceId), query],
      queryFn: ({ signal }) => call(contracts.overview.get, { workspaceId, query, signal }),
      placeholderData: keepPreviousData,
    }),
  /** What an id names, and where its page is. */
  resolved: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "resolved", id],
      queryFn: ({ signal }) => call(contracts.overview.resolve, { workspaceId, params: { anyId: id }, signal }),
      staleTime: MINUTE,
    }),
};
