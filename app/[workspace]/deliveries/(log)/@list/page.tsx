import { HydrationBoundary } from "@tanstack/react-query";
import { Suspense } from "react";

import { DeliveryList } from "@/components/deliveries/delivery-list";
import { ListLoading } from "@/components/deliveries/list-states";
import { filtersOf, loadDeliverySearch } from "@/components/deliveries/search-params";
import { NoAccess } from "@/components/ui/no-access";
import { asOfNow, deliveryQueries } from "@/lib/client/queries/deliveries";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listDeliveries } from "@/lib/services/deliveries/list";

export default async function DeliveryListSlot({ params, searchParams }: PageProps<"/[workspace]/deliveries">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read", "links:read");
  if (!allowed) return <NoAccess place="deliveries" />;
  const filters = filtersOf(await loadDeliverySearch(searchParams));
  const state = await prefetch(
    seed(deliveryQueries.list(ctx.workspace.id, filters), () =>
      listDeliveries(ctx, ListDeliveries.parse(asOfNow(filters))),
    ),
  );
  return (
    <HydrationBoundary state={state}>
      <Suspense fallback={<ListLoading />}>
        <DeliveryList />
      </Suspense>
    </HydrationBoundary>
  );
}
