import { loadStatsSearch, statsFiltersOf } from "@/components/charts/stats-range";
import { LATEST } from "@/components/deliveries/latest";
import { LatestDeliveries } from "@/components/deliveries/latest-deliveries";
import { EndpointOverview } from "@/components/endpoints/endpoint-overview";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { StatsQuery } from "@/lib/contracts/endpoint-insights";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { getEndpointEventTypes } from "@/lib/services/endpoints/event-type-figures";
import { getEndpointFailures } from "@/lib/services/endpoints/failures";
import { getEndpointStats } from "@/lib/services/endpoints/stats";

import { accessTo, type EndpointPageProps } from "./read";

export interface EndpointOverviewPageProps extends EndpointPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function EndpointOverviewPage({ searchParams, ...page }: EndpointOverviewPageProps) {
  const { scope, id } = page;
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return null;
  const filters = statsFiltersOf(await loadStatsSearch(searchParams));
  const query = StatsQuery.parse(filters);
  const { workspace } = ctx;
  const state = await prefetch(
    seed(endpointInsightQueries.stats(workspace.id, id, filters), async () => ({
      data: await getEndpointStats(ctx, id, query),
      meta: undefined,
    })),
    seed(endpointInsightQueries.failures(workspace.id, id, filters), async () => ({
      data: await getEndpointFailures(ctx, id, query),
      meta: undefined,
    })),
    seed(endpointInsightQueries.eventTypes(workspace.id, id, filters), async () => ({
      data: await getEndpointEventTypes(ctx, id, query),
      meta: undefined,
    })),
    seed(endpointQueries.deliveries(ctx.workspace.id, scope, id, LATEST), () =>
      listDeliveries(ctx, ListDeliveries.parse({ ...LATEST, endpointId: id })),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <EndpointOverview>
        <LatestDeliveries scope={scope} endpointId={id} />
      </EndpointOverview>
    </QuerySeeds>
  );
}
