"use client";

import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import type { EventTypeDetail } from "@/lib/contracts/events";
import { can } from "@/lib/contracts/session";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

const PAGE = { limit: "100" } as const;

export interface EndpointsOf {
  /** Undefined until they are read. */
  endpoints: readonly Endpoint[] | undefined;
  error: Error | null;
  retrying: boolean;
  retry: () => void;
}

/** The endpoints of the workspace that could be told of a type. Those of links are changed at their links. */
export function useEndpointsOf({ surfaces }: Pick<EventTypeDetail, "surfaces">): EndpointsOf {
  const session = useSession();
  const ws = session.workspace.id;
  const outbound = useQuery({
    ...endpointQueries.list(ws, OUTBOUND, PAGE),
    enabled: surfaces.includes("outbound") && can(session, "webhooks:read"),
  });
  const workspace = useQuery({
    ...endpointQueries.list(ws, { surface: "workspace" }, PAGE),
    enabled: surfaces.includes("workspace") && can(session, "links:read"),
  });
  const both = [outbound, workspace];
  return {
    endpoints: both.some(({ isLoading, isError }) => isLoading || isError)
      ? undefined
      : both.flatMap(({ data }) => data?.data ?? []),
    error: outbound.error ?? workspace.error,
    retrying: both.some(({ isFetching }) => isFetching),
    retry: () => both.forEach(({ isError, refetch }) => void (isError && refetch())),
  };
}
