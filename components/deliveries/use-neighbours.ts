"use client";

import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useQuery } from "@/lib/client/use-query";

import { useDeliveryLog } from "./delivery-log";
import { filtersOf, withDeliverySearch } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

export interface Neighbours {
  /** From 1; null when the delivery is not on the page of the list that is loaded. */
  position: number | null;
  total: number;
  previous: string | undefined;
  next: string | undefined;
  listHref: string;
}

/** Where a delivery stands in the list that the address describes, and the way to the rows beside it. */
export function useNeighbours(workspaceId: string, id: string): Neighbours {
  const { base } = useDeliveryLog();
  const [search, , address] = useDeliverySearch();
  const { data } = useQuery(deliveryQueries.list(workspaceId, filtersOf(search)));
  const rows = data?.data ?? [];
  const index = rows.findIndex((row) => row.id === id);
  const query = withDeliverySearch(address);
  const hrefOf = (at: number): string | undefined => rows[at] && `${base}/${rows[at].id}${query}`;
  return {
    position: index < 0 ? null : index + 1,
    total: rows.length,
    previous: index < 0 ? undefined : hrefOf(index - 1),
    next: index < 0 ? undefined : hrefOf(index + 1),
    listHref: `${base}${query}`,
  };
}
