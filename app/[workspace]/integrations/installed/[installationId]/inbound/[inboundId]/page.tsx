import type { Metadata } from "next";
import { cache } from "react";

import { ReceiptView } from "@/components/receipts/receipt-view";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { installationQueries } from "@/lib/client/queries/installations";
import { QuerySeeds } from "@/lib/client/use-query";
import { installationMetadata, installationPage } from "@/lib/server/installation-page";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { titleWithId } from "@/lib/server/page-title";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { getReceipt } from "@/lib/services/receipts/list";

type Props = PageProps<"/[workspace]/integrations/installed/[installationId]/inbound/[inboundId]">;

/** Read once for the title and the page. */
const readReceipt = cache((ctx: Context, installationId: string, id: string) => getReceipt(ctx, installationId, id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await installationPage(params);
  const { inboundId } = await params;
  const receipt = found && (await readReceipt(found.ctx, found.installation.id, inboundId).catch(() => null));
  return installationMetadata(params, titleWithId(receipt?.topic ?? "Inbound event", inboundId));
}

export default async function InboundEventPage({ params }: Props) {
  const found = await installationPage(params);
  if (!found) return null;
  const { ctx, installation } = found;
  const { inboundId } = await params;
  const receipt = await readReceipt(ctx, installation.id, inboundId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(installationQueries.receipt(ctx.workspace.id, installation.id, inboundId), async () => ({
      data: receipt,
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={inboundId} label={receipt.topic ?? "…"} />
      <ReceiptView installationId={installation.id} id={inboundId} />
    </QuerySeeds>
  );
}
