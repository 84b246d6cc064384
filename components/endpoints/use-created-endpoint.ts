"use client";

import { endpointQueries, useDisableEndpoint, useEnableEndpoint } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint, EndpointWithSecret } from "@/lib/contracts/endpoints";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

export interface CreatedEndpointState {
  endpoint: Endpoint | null;
  paused: boolean;
  /** It was paused by the switch of a failed test, so the first test that passes may turn it on. */
  pausedUntilItPasses: boolean;
  setPaused: (paused: boolean) => void;
}

/** The endpoint that was just made, as it stands now, and the switch that keeps it from live events. */
export function useCreatedEndpoint(created: EndpointWithSecret | null, scope: EndpointScope): CreatedEndpointState {
  const { workspace } = useSession();
  const disable = useDisableEndpoint(workspace.id, scope);
  const enable = useEnableEndpoint(workspace.id, scope);
  const { data } = useQuery({
    ...endpointQueries.detail(workspace.id, scope, created?.id ?? ""),
    enabled: created !== null,
  });
  const endpoint = data?.data ?? created;
  const wanted = disable.isPending ? true : enable.isPending ? false : endpoint?.state === "paused";
  return {
    endpoint,
    paused: wanted,
    pausedUntilItPasses: wanted && disable.isSuccess && (endpoint?.heldCount ?? 0) === 0,
    setPaused: (paused) => {
      if (created === null) return;
      if (paused) disable.mutate(created.id);
      else enable.mutate({ id: created.id });
    },
  };
}
