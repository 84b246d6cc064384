import type { Metadata } from "next";

import { LatestForwards } from "@/components/forwards/latest-forwards";
import { InstallationOverview } from "@/components/integrations/installation-overview";
import { LatestReceipts } from "@/components/receipts/latest-receipts";
import { LATEST_RECEIPTS } from "@/components/receipts/search-params";
import { installationQueries } from "@/lib/client/queries/installations";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListReceipts } from "@/lib/contracts/receipts";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listReceipts } from "@/lib/services/receipts/list";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> => installationMetadata(params);

export default async function InstallationPage({ params }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const { id, provider } = installation;
  const state = await prefetch(
    seed(installationQueries.receipts(ctx.workspace.id, id, LATEST_RECEIPTS), () =>
      listReceipts(ctx, id, ListReceipts.parse(LATEST_RECEIPTS)),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <InstallationOverview id={id} provider={provider} sent={<LatestForwards installationId={id} />}>
        <LatestReceipts installationId={id} />
      </InstallationOverview>
    </QuerySeeds>
  );
}
