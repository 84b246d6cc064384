import { queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import { HOUR } from "@/lib/shared/time";

import { call } from "../http";

const root = (workspaceId: string) => ["ws", workspaceId, "event-types"] as const;

/** The catalogue changes with a release only. */
export const eventTypeQueries = {
  all: root,
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list"],
      queryFn: ({ signal }) => call(contracts.events.types, { workspaceId, signal }),
      staleTime: HOUR,
    }),
  detail: (workspaceId: string, type: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", type],
      queryFn: ({ signal }) => call(contracts.events.type, { workspaceId, params: { type }, signal }),
      staleTime: HOUR,
    }),
};
