import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";

import { ENDPOINTS_AT_ONCE } from "@/components/endpoints/at-once";
import { EndpointsView } from "@/components/endpoints/endpoints-view";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { pageContext } from "@/lib/server/page-context";
import { prefetch, seed } from "@/lib/server/prefetch";
import { listEndpoints } from "@/lib/services/endpoints/list";

export const metadata: Metadata = { title: "Automation" };

export default async function AutomationPage({ params }: PageProps<"/[workspace]/integrations/automation">) {
  const { ctx, allowed } = await pageContext(params, "webhooks:read");
  if (!allowed) return <NoEndpointAccess verb="see" things="things" level={2} />;
  const state = await prefetch(
    seed(endpointQueries.list(ctx.workspace.id, "outbound", ENDPOINTS_AT_ONCE), () =>
      listEndpoints(ctx, { surface: "outbound" }, { page: 1, limit: Number(ENDPOINTS_AT_ONCE.limit) }),
    ),
  );
  return (
    <HydrationBoundary state={state}>
      <EndpointsView surface="outbound" />
    </HydrationBoundary>
  );
}
