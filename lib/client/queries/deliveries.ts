import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call } from "../http";

/** As they stand in the address: comma lists and ISO times. */
export type DeliveryListFilters = NonNullable<QueryInputOf<typeof contracts.deliveries.list>>;

const root = (workspaceId: string) => ["ws", workspaceId, "deliveries"] as const;

export const deliveryQueries = {
  all: root,
  lists: (workspaceId: string) => [...root(workspaceId), "list"] as const,
  list: (workspaceId: string, filters: DeliveryListFilters) =>
    queryOptions({
      queryKey: [...deliveryQueries.lists(workspaceId), filters],
      queryFn: ({ signal }) => call(contracts.deliveries.list, { workspaceId, query: filters, signal }),
      placeholderData: keepPreviousData,
    }),
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...root(workspaceId), "detail", id],
      queryFn: ({ signal }) => call(contracts.deliveries.get, { workspaceId, params: { id }, signal }),
    }),
};

/** Sends one delivery again. What it answers is shown at once; the lists follow. */
export function useRedeliver(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(contracts.deliveries.redeliver, { workspaceId, params: { id } }),
    onSuccess: ({ data }) => {
      client.setQueryData(
        deliveryQueries.detail(workspaceId, data.id).queryKey,
        (shown) => shown && { ...shown, data: { ...shown.data, ...data } },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
  });
}
