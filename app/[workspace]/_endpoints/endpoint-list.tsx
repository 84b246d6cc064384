import { ENDPOINTS_AT_ONCE } from "@/components/endpoints/at-once";
import { EndpointsView } from "@/components/endpoints/endpoints-view";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { QuerySeeds } from "@/lib/client/use-query";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listEndpoints } from "@/lib/services/endpoints/list";

import { accessTo, type ScopePage } from "./read";

/** The endpoints of one scope, below the head of their page. */
export async function EndpointList(page: ScopePage) {
  const { scope } = page;
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return <NoEndpointAccess verb="see" things="things" scope={scope} level={2} />;
  const state = await prefetch(
    seed(endpointQueries.list(ctx.workspace.id, scope, ENDPOINTS_AT_ONCE), () =>
      listEndpoints(ctx, scope, { page: 1, limit: Number(ENDPOINTS_AT_ONCE.limit) }),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <EndpointsView scope={scope} />
    </QuerySeeds>
  );
}
