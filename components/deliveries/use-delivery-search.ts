"use client";

import { useQueryStates } from "nuqs";

import { deliveryParsers, type DeliverySearch } from "./search-params";

/** The state of the list as the address has it; a change is a step that Back takes back. */
export function useDeliverySearch(): [DeliverySearch, (change: DeliverySearchChange) => void] {
  const [search, setSearch] = useQueryStates(deliveryParsers, { history: "push", scroll: false });
  return [search, (change) => void setSearch(change)];
}

export type DeliverySearchChange = { [K in keyof DeliverySearch]?: DeliverySearch[K] | null };
