import type { Metadata } from "next";
import type { ReactNode } from "react";

import { EndpointLog } from "@/components/deliveries/endpoint-log";
import { loadDeliverySearch, ofEndpoint } from "@/components/deliveries/search-params";
import { NoDeliveriesYet } from "@/components/endpoints/no-deliveries-yet";
import { titleWithId } from "@/lib/server/page-title";

import { LogDelivery, readDelivery } from "../_deliveries/log-delivery";
import { LogList } from "../_deliveries/log-list";
import { accessTo, endpointMetadata, type EndpointPageProps } from "./read";

/** The list of an endpoint's deliveries keeps its place while the one beside it changes. */
export function EndpointDeliveriesLayout({
  scope,
  id,
  list,
  children,
}: EndpointPageProps & { list: ReactNode; children: ReactNode }) {
  return (
    <EndpointLog scope={scope} endpointId={id} empty={<NoDeliveriesYet />}>
      <div className="-mx-(--gutter,1rem) flex min-h-0 flex-1 border-t">
        {list}
        {children}
      </div>
    </EndpointLog>
  );
}

type SearchParams = Parameters<typeof loadDeliverySearch>[0];

export async function EndpointDeliveryList({
  searchParams,
  ...page
}: EndpointPageProps & { searchParams: SearchParams }) {
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return null;
  return <LogList ctx={ctx} search={ofEndpoint(await loadDeliverySearch(searchParams), page.id)} />;
}

export async function EndpointDelivery({ deliveryId, ...page }: EndpointPageProps & { deliveryId: string }) {
  const { ctx, allowed } = await accessTo(page);
  return allowed ? <LogDelivery ctx={ctx} id={deliveryId} endpointId={page.id} /> : null;
}

/** The event of the delivery, its id and the name of its endpoint as the title. */
export async function endpointDeliveryMetadata({
  deliveryId,
  ...page
}: EndpointPageProps & { deliveryId: string }): Promise<Metadata> {
  const { ctx, allowed } = await accessTo(page);
  const delivery = allowed ? await readDelivery(ctx, deliveryId).catch(() => null) : null;
  return endpointMetadata(page, titleWithId(delivery?.eventType ?? "Delivery", deliveryId));
}
