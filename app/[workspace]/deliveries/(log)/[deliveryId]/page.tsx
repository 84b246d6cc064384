import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";

import { DeliveryView } from "@/components/deliveries/delivery-view";
import { deliveryMessages } from "@/components/deliveries/messages";
import { NoAccess } from "@/components/ui/no-access";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { getDelivery } from "@/lib/services/deliveries/get";

type Props = PageProps<"/[workspace]/deliveries/[deliveryId]">;

/** Read once for the title and the page. */
const readDelivery = cache((ctx: Context, id: string) => getDelivery(ctx, { id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  const { deliveryId } = await params;
  const delivery = allowed ? await readDelivery(ctx, deliveryId).catch(() => null) : null;
  return { title: delivery?.eventType ?? deliveryMessages.detail };
}

export default async function DeliveryPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  if (!allowed) return <NoAccess place="deliveries" />;
  const { deliveryId } = await params;
  // Before anything is prefetched: what is missing is a page of its own, not a query that failed.
  const delivery = await readDelivery(ctx, deliveryId).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(deliveryQueries.detail(ctx.workspace.id, deliveryId), async () => ({ data: delivery, meta: undefined })),
  );
  return (
    <HydrationBoundary state={state}>
      <DeliveryView id={deliveryId} />
    </HydrationBoundary>
  );
}
