import { queryOptions } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";

import { call } from "../http";

const root = (workspaceId: string) => ["ws", workspaceId, "providers"] as const;

export const providerQueries = {
  all: root,
  list: (workspaceId: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "list"],
      queryFn: ({ signal }) => call(contracts.providers.list, { workspaceId, signal }),
    }),
  detail: (workspaceId: string, provider: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", provider],
      queryFn: ({ signal }) => call(contracts.providers.get, { workspaceId, params: { provider }, signal }),
    }),
};
