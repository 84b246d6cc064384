"use client";

import { useQueryStates } from "nuqs";

import { useDeliveryLog } from "./delivery-log";
import { deliveryParsers, type DeliverySearch, ofEndpoint } from "./search-params";

/**
 * The state of the list; a change is a step that Back takes back. Last comes what of it stands in the address: the
 * endpoint of a list that is one endpoint's own does not.
 */
export function useDeliverySearch(): [DeliverySearch, (change: DeliverySearchChange) => void, DeliverySearch] {
  const { endpointId } = useDeliveryLog();
  const [address, setSearch] = useQueryStates(deliveryParsers, { history: "push", scroll: false });
  const change = (next: DeliverySearchChange) => void setSearch(next);
  return endpointId === undefined
    ? [address, change, address]
    : [ofEndpoint(address, endpointId), change, { ...address, endpoint: null }];
}

export type DeliverySearchChange = { [K in keyof DeliverySearch]?: DeliverySearch[K] | null };
