import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { UpdateSetup } from "@/lib/contracts/setup";

import { call } from "../http";

export const setupQueries = {
  detail: (workspaceId: string) =>
    queryOptions({
      queryKey: ["ws", workspaceId, "setup"],
      queryFn: ({ signal }) => call(contracts.setup.get, { workspaceId, signal }),
    }),
};

/** Marks a step, takes a mark back, or hides the rollout. */
export function useUpdateSetup(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: UpdateSetup) => call(contracts.setup.update, { workspaceId, body }),
    onSuccess: (answer) =>
      client.setQueryData(setupQueries.detail(workspaceId).queryKey, { data: answer.data, meta: undefined }),
  });
}
