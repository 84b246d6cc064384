import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import { MINUTE } from "@/lib/shared/time";

import type { NavigationCounters } from "./navigation";

/** What needs a person, by item of the navigation: endpoints that fail and integrations that stopped. */
export function useCounters(): NavigationCounters {
  const session = useSession();
  const { data } = useQuery({
    ...overviewQueries.detail(session.workspace.id, { range: "24h" }),
    enabled: can(session, "webhooks:read") || can(session, "links:read"),
    // Changes are told by the stream; this is for when it is away.
    refetchInterval: MINUTE,
  });
  if (!data) return {};
  const { endpoints, integrations } = data.data;
  return {
    deliveries: endpoints.filter(({ band, state }) => band === "failing" && state !== "paused").length,
    integrations: integrations.filter(({ status }) => status === "error").length,
  };
}
