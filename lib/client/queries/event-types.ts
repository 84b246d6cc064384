import { queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";

import { call } from "../http";

const root = (workspaceId: string) => ["ws", workspaceId, "event-types"] as const;

export const eventTypeQueries = {
  all: root,
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list"],
      queryFn: ({ signal }) => call(contracts.events.types, { workspaceId, signal }),
    }),
  detail: (workspaceId: string, type: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", type],
      queryFn: ({ signal }) => call(contracts.events.type, { workspaceId, params: { type }, signal }),
    }),
};
