"use client";

import { createContext, use } from "react";

import type { SubscriptionName } from "@/lib/contracts/event-types";

/** What is judged: the chosen types, of one link or as a change of one endpoint where there is one. */
export interface FilterScope {
  events: readonly SubscriptionName[];
  scope: { linkId?: string; endpointId?: string };
}

export const FilterScopeContext = createContext<FilterScope>({ events: [], scope: {} });

export const useFilterScope = (): FilterScope => use(FilterScopeContext);
