import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { ForwardsView } from "@/components/forwards/forwards-view";
import { forwardFiltersOf, loadForwardSearch } from "@/components/forwards/search-params";
import { installationQueries } from "@/lib/client/queries/installations";
import { ListForwards } from "@/lib/contracts/forwards";
import { installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listForwards } from "@/lib/services/forwards/list";

export const metadata: Metadata = { title: "Outbound events" };

export default async function OutboundPage({
  params,
  searchParams,
}: PageProps<"/[workspace]/integrations/installed/[installationId]/outbound">) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const { id, provider } = installation;
  const filters = forwardFiltersOf(await loadForwardSearch(searchParams));
  const state = await prefetch(
    seed(installationQueries.forwards(ctx.workspace.id, id, filters), () =>
      listForwards(ctx, id, ListForwards.parse(filters)),
    ),
  );
  return (
    <HydrationBoundary state={state}>
      <ForwardsView installationId={id} provider={provider} />
    </HydrationBoundary>
  );
}
