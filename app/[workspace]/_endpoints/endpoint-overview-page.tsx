import { HydrationBoundary } from "@tanstack/react-query";

import { LATEST } from "@/components/deliveries/latest";
import { LatestDeliveries } from "@/components/deliveries/latest-deliveries";
import { EndpointOverview } from "@/components/endpoints/endpoint-overview";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listDeliveries } from "@/lib/services/deliveries/list";

import { accessTo, type EndpointPageProps } from "./read";

export async function EndpointOverviewPage(page: EndpointPageProps) {
  const { scope, id } = page;
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return null;
  const state = await prefetch(
    seed(endpointQueries.deliveries(ctx.workspace.id, scope, id, LATEST), () =>
      listDeliveries(ctx, ListDeliveries.parse({ ...LATEST, endpointId: id })),
    ),
  );
  return (
    <HydrationBoundary state={state}>
      <EndpointOverview>
        <LatestDeliveries scope={scope} endpointId={id} />
      </EndpointOverview>
    </HydrationBoundary>
  );
}
