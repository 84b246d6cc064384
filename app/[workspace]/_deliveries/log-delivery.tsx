import { notFound } from "next/navigation";
import { cache } from "react";

import { DeliveryView } from "@/components/deliveries/delivery-view";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { getDelivery } from "@/lib/services/deliveries/get";

/** Read once for the title and the page. @throws AppError NOT_FOUND */
export const readDelivery = cache((ctx: Context, id: string) => getDelivery(ctx, { id }));

export interface LogDeliveryProps {
  ctx: Context;
  id: string;
  /** The endpoint whose list it was opened in: a delivery of another is not in that. */
  endpointId?: string;
}

/** One delivery beside the list it is in. */
export async function LogDelivery({ ctx, id, endpointId }: LogDeliveryProps) {
  // Before anything is prefetched: what is missing is a page of its own, not a query that failed.
  const delivery = await readDelivery(ctx, id).catch(notFoundIfMissing);
  if (endpointId !== undefined && delivery.endpointId !== endpointId) notFound();
  const state = await prefetch(
    seed(deliveryQueries.detail(ctx.workspace.id, id), async () => ({ data: delivery, meta: undefined })),
  );
  return (
    <QuerySeeds state={state}>
      <DeliveryView id={id} />
    </QuerySeeds>
  );
}
