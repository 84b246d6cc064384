import type { Metadata } from "next";

import { ForwardsView } from "@/components/forwards/forwards-view";
import { forwardFiltersOf, loadForwardSearch } from "@/components/forwards/search-params";
import { installationQueries } from "@/lib/client/queries/installations";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListForwards } from "@/lib/contracts/forwards";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listForwards } from "@/lib/services/forwards/list";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/outbound">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  installationMetadata(params, "Outbound events");

export default async function OutboundPage({ params, searchParams }: Props) {
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
    <QuerySeeds state={state}>
      <ForwardsView installationId={id} provider={provider} />
    </QuerySeeds>
  );
}
