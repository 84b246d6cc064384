import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { BodyInputOf } from "@/lib/contracts/operation";
import type { SavedView } from "@/lib/contracts/views";

import { call } from "../http";

export type CreateViewInput = NonNullable<BodyInputOf<typeof contracts.views.create>>;

const root = (workspaceId: string) => ["ws", workspaceId, "views"] as const;

export const viewQueries = {
  all: root,
  /** Filters kept under a name: one's own, and those shared in the workspace. */
  list: (workspaceId: string, page: SavedView["page"]) =>
    queryOptions({
      queryKey: [...root(workspaceId), page],
      queryFn: ({ signal }) => call(contracts.views.list, { workspaceId, query: { page }, signal }),
    }),
};

export function useCreateView(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: CreateViewInput) => call(contracts.views.create, { workspaceId, body }),
    onSettled: () => client.invalidateQueries({ queryKey: viewQueries.all(workspaceId) }),
  });
}

export function useDeleteView(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (viewId: string) => call(contracts.views.remove, { workspaceId, params: { viewId } }),
    onSettled: () => client.invalidateQueries({ queryKey: viewQueries.all(workspaceId) }),
  });
}
