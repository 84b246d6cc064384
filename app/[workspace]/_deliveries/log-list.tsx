import { Suspense } from "react";

import { DeliveryList } from "@/components/deliveries/delivery-list";
import { ListPlaceLoading } from "@/components/deliveries/list-place";
import { type DeliverySearch, filtersOf } from "@/components/deliveries/search-params";
import { asOfNow, deliveryQueries } from "@/lib/client/queries/deliveries";
import { QuerySeeds } from "@/lib/client/use-query";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { listDeliveries } from "@/lib/services/deliveries/list";

/** The list of deliveries with its first page, as the address asks for it. */
export async function LogList({ ctx, search }: { ctx: Context; search: DeliverySearch }) {
  const filters = filtersOf(search);
  const state = await prefetch(
    seed(deliveryQueries.list(ctx.workspace.id, filters), () =>
      listDeliveries(ctx, ListDeliveries.parse(asOfNow(filters))),
    ),
  );
  return (
    <QuerySeeds state={state}>
      <Suspense fallback={<ListPlaceLoading />}>
        <DeliveryList />
      </Suspense>
    </QuerySeeds>
  );
}
