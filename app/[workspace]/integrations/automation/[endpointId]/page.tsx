import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { cache } from "react";

import { LATEST } from "@/components/deliveries/latest";
import { LatestDeliveries } from "@/components/deliveries/latest-deliveries";
import { EndpointView } from "@/components/endpoints/endpoint-view";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { ListDeliveries } from "@/lib/contracts/deliveries";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import type { Context } from "@/lib/services/context";
import { listDeliveries } from "@/lib/services/deliveries/list";
import { getEndpoint } from "@/lib/services/endpoints/get";

type Props = PageProps<"/[workspace]/integrations/automation/[endpointId]">;

/** Read once for the title and the page. */
const readEndpoint = cache((ctx: Context, id: string) => getEndpoint(ctx, { surface: "outbound" }, id));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  const { endpointId } = await params;
  const endpoint = allowed ? await readEndpoint(ctx, endpointId).catch(() => null) : null;
  return { title: endpoint?.name ?? "Destination" };
}

export default async function DestinationPage({ params }: Props) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  if (!allowed) return <NoEndpointAccess verb="see" things="thisEndpoint" level={1} />;
  const { endpointId } = await params;
  const endpoint = await readEndpoint(ctx, endpointId).catch(notFoundIfMissing);
  const ws = ctx.workspace.id;
  const state = await prefetch(
    seed(endpointQueries.detail(ws, "outbound", endpointId), async () => ({ data: endpoint, meta: undefined })),
    seed(endpointQueries.deliveries(ws, "outbound", endpointId, LATEST), () =>
      listDeliveries(ctx, ListDeliveries.parse({ ...LATEST, endpointId })),
    ),
  );
  return (
    <HydrationBoundary state={state}>
      <BreadcrumbLabel segment={endpointId} label={endpoint.name} />
      <EndpointView surface="outbound" id={endpointId}>
        <LatestDeliveries surface="outbound" endpointId={endpointId} />
      </EndpointView>
    </HydrationBoundary>
  );
}
