"use client";

import { createContext, use } from "react";

import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import type { EndpointActions } from "./use-endpoint-actions";

/** What every tab of an endpoint knows. */
export interface EndpointPage {
  endpoint: Endpoint;
  scope: EndpointScope;
  actions: EndpointActions;
  sendTest: () => void;
}

export const EndpointPageContext = createContext<EndpointPage | null>(null);

/** The endpoint whose tab this is. */
export function useEndpointPage(): EndpointPage {
  const page = use(EndpointPageContext);
  if (!page) throw new Error("A tab of an endpoint stands in its frame.");
  return page;
}
