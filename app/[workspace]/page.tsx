import type { Metadata } from "next";

import { loadStatsSearch, statsFiltersOf } from "@/components/charts/stats-range";
import { OverviewView } from "@/components/overview/overview-view";
import { SetupCard } from "@/components/setup/setup-card";
import { SetupStart } from "@/components/setup/setup-start";
import { NoAccess } from "@/components/ui/no-access";
import { overviewQueries } from "@/lib/client/queries/overview";
import { setupQueries } from "@/lib/client/queries/setup";
import { QuerySeeds } from "@/lib/client/use-query";
import { StatsQuery } from "@/lib/contracts/endpoint-insights";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getOverview } from "@/lib/services/overview/get";
import { getSetup } from "@/lib/services/setup/get";

/** The layout's way of naming pages is for those below it. */
export async function generateMetadata({ params }: PageProps<"/[workspace]">): Promise<Metadata> {
  const { ctx } = await pageContext(params);
  return { title: { absolute: `Overview · ${ctx.workspace.name}` } };
}

export default async function WorkspacePage({ params, searchParams }: PageProps<"/[workspace]">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  if (!allowed) return <NoAccess place="overview" />;
  const filters = statsFiltersOf(await loadStatsSearch(searchParams));
  const state = await prefetch(
    seed(overviewQueries.detail(ctx.workspace.id, filters), async () => ({
      data: await getOverview(ctx, StatsQuery.parse(filters)),
      meta: undefined,
    })),
    // The card of the setup comes with the page, so that nothing moves when it is there.
    seed(setupQueries.detail(ctx.workspace.id), async () => ({ data: await getSetup(ctx), meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <OverviewView setup={<SetupCard />} start={<SetupStart />} />
    </QuerySeeds>
  );
}
