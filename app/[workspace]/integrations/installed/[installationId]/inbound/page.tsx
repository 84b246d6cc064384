import type { Metadata } from "next";

import { ReceiptsView } from "@/components/receipts/receipts-view";
import { loadReceiptSearch, receiptFiltersOf } from "@/components/receipts/search-params";
import { installationQueries } from "@/lib/client/queries/installations";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListReceipts } from "@/lib/contracts/receipts";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listReceipts } from "@/lib/services/receipts/list";
import { listRefusals } from "@/lib/services/receipts/refusals";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/inbound">;

export const generateMetadata = ({ params }: Props): Promise<Metadata> =>
  installationMetadata(params, "Inbound events");

export default async function InboundPage({ params, searchParams }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const { id, provider } = installation;
  const ws = ctx.workspace.id;
  const filters = receiptFiltersOf(await loadReceiptSearch(searchParams));
  const state = await prefetch(
    seed(installationQueries.receipts(ws, id, filters), () => listReceipts(ctx, id, ListReceipts.parse(filters))),
    seed(installationQueries.refusals(ws, id), async () => ({ data: await listRefusals(ctx, id), meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <ReceiptsView installationId={id} provider={provider} />
    </QuerySeeds>
  );
}
