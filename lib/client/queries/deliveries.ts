import { keepPreviousData, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";

import { contracts } from "@/lib/contracts";
import type { QueryInputOf } from "@/lib/contracts/operation";

import { call, download } from "../http";

type Deliveries = typeof contracts.deliveries;
export type DeliveryHistogramFilters = NonNullable<QueryInputOf<Deliveries["histogram"]>>;
export type DeliveryExport = NonNullable<QueryInputOf<Deliveries["export"]>>;

/** As they stand in the address: comma lists and ISO times. */
export type DeliveryListFilters = NonNullable<QueryInputOf<typeof contracts.deliveries.list>>;

/** Filters whose range may be the last so many milliseconds: the same question, whenever it is asked. */
export type LastRange<Filters> = Filters & { last?: number };

/** The filters as the API takes them, at this moment. */
export const asOfNow = <Filters>({ last, ...filters }: LastRange<Filters>) => ({
  ...filters,
  ...(last !== undefined && { start: new Date(Date.now() - last).toISOString() }),
});

const root = (workspaceId: string) => ["ws", workspaceId, "deliveries"] as const;

export const deliveryQueries = {
  all: root,
  lists: (workspaceId: string) => [...root(workspaceId), "list"] as const,
  list: (workspaceId: string, filters: LastRange<DeliveryListFilters>) =>
    queryOptions({
      queryKey: [...deliveryQueries.lists(workspaceId), filters],
      queryFn: ({ signal }) => call(contracts.deliveries.list, { workspaceId, query: asOfNow(filters), signal }),
      placeholderData: keepPreviousData,
    }),
  histograms: (workspaceId: string) => [...root(workspaceId), "histogram"] as const,
  histogram: (workspaceId: string, filters: LastRange<DeliveryHistogramFilters>) =>
    queryOptions({
      queryKey: [...deliveryQueries.histograms(workspaceId), filters],
      queryFn: ({ signal }) => call(contracts.deliveries.histogram, { workspaceId, query: asOfNow(filters), signal }),
      placeholderData: keepPreviousData,
    }),
  details: (workspaceId: string) => [...root(workspaceId), "detail"] as const,
  detail: (workspaceId: string, id: string) =>
    queryOptions({
      queryKey: [...deliveryQueries.details(workspaceId), id],
      queryFn: ({ signal }) => call(contracts.deliveries.get, { workspaceId, params: { id }, signal }),
    }),
};

/** Sends one delivery again. What it answers is shown at once; the lists follow. */
export function useRedeliver(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(contracts.deliveries.redeliver, { workspaceId, params: { id }, body: {} }),
    onSuccess: ({ data }) => {
      client.setQueryData(
        deliveryQueries.detail(workspaceId, data.id).queryKey,
        (shown) => shown && { ...shown, data: { ...shown.data, ...data } },
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
  });
}

/** Sends the event of a delivery to another endpoint. The answer is the delivery there. */
export function useRedeliverElsewhere(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, endpointId }: { id: string; endpointId: string }) =>
      call(contracts.deliveries.redeliver, { workspaceId, params: { id }, body: { endpointId } }),
    onSettled: () => client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
  });
}

/** Ends what waits or is held. */
export function useCancelDelivery(workspaceId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call(contracts.deliveries.cancel, { workspaceId, params: { id } }),
    onSettled: () => client.invalidateQueries({ queryKey: deliveryQueries.all(workspaceId) }),
  });
}

/** The file, as a blob to be saved. A link cannot name the workspace, so the page fetches it. */
export const exportDeliveries = (workspaceId: string, query: DeliveryExport, signal?: AbortSignal): Promise<Blob> =>
  download(contracts.deliveries.export, { workspaceId, query, ...(signal && { signal }) });
