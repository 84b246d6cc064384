import { keepPreviousData, queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

/** As they stand in the address: comma lists and ISO times. */
export type EventListFilters = NonNullable<QueryInputOf<typeof contracts.events.list>>;

const root = (workspaceId: string) => ["ws", workspaceId, "events"] as const;

export const eventQueries = {
  all: root,
  list: (workspaceId: string, filters: EventListFilters = {}) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list", filters],
      queryFn: ({ signal }) => call(contracts.events.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(contracts.events.get, { workspaceId, params: { id }, signal }),
    }),
};
