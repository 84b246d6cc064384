import { usePollUnlessLive } from "@/lib/client/live";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { EndpointHealth } from "@/lib/contracts/endpoint-insights";
import { SECOND } from "@/lib/shared/time";

const REFRESH_MS = 30 * SECOND;

/** How an endpoint did in the last 24 hours; undefined until it is known. */
export function useHealth(endpointId: string): EndpointHealth | undefined {
  const { workspace } = useSession();
  const { data } = useQuery({
    ...endpointInsightQueries.health(workspace.id, endpointId),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  return data?.data;
}
