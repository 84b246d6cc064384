"use client";

import { createContext, type ReactNode, use } from "react";

import { useSession } from "@/lib/client/session";

/** Which list of deliveries a page shows: the log of the workspace, or the part of it that is one endpoint's. */
export interface DeliveryLog {
  /** The address of the list; a delivery of it is one step below. */
  base: string;
  /** The endpoint whose own list it is. */
  endpointId?: string;
  /** In the place of the list while there is nothing at all. */
  empty?: ReactNode;
}

export const DeliveryLogContext = createContext<DeliveryLog | null>(null);

/** The list that this page is of. */
export function useDeliveryLog(): DeliveryLog {
  const { workspace } = useSession();
  return use(DeliveryLogContext) ?? { base: `/${workspace.slug}/deliveries` };
}
