"use client";

import type { ReactNode } from "react";

import { useSession } from "@/lib/client/session";
import { endpointPath, type EndpointScope } from "@/lib/shared/endpoint-scope";

import { DeliveryLogContext } from "./delivery-log";

export interface EndpointLogProps {
  scope: EndpointScope;
  endpointId: string;
  empty: ReactNode;
  children: ReactNode;
}

/** Around the list of one endpoint's deliveries and the one that is open beside it. */
export function EndpointLog({ scope, endpointId, empty, children }: EndpointLogProps) {
  const { workspace } = useSession();
  const base = `/${workspace.slug}/${endpointPath(scope, endpointId)}/deliveries`;
  return <DeliveryLogContext value={{ base, endpointId, empty }}>{children}</DeliveryLogContext>;
}
