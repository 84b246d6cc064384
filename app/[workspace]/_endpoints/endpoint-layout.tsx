import type { ReactNode } from "react";

import { EndpointFrame } from "@/components/endpoints/endpoint-frame";
import { NoEndpointAccess } from "@/components/endpoints/no-endpoint-access";
import { BreadcrumbLabel } from "@/components/shell/breadcrumb-label";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { QuerySeeds } from "@/lib/client/use-query";
import { notFoundIfMissing } from "@/lib/server/not-found";
import { prefetch, seed } from "@/lib/server/prefetch";
import { getEndpointHealth } from "@/lib/services/endpoints/health";

import { accessTo, type EndpointPageProps, readOf } from "./read";

/** Around the tabs of an endpoint of any scope: who may see it, what it is. */
export async function EndpointLayout({ children, ...page }: EndpointPageProps & { children: ReactNode }) {
  const { scope, id } = page;
  const { ctx, allowed } = await accessTo(page);
  if (!allowed) return <NoEndpointAccess verb="see" things="thisEndpoint" scope={scope} level={1} />;
  const endpoint = await readOf(ctx, page).catch(notFoundIfMissing);
  const state = await prefetch(
    seed(endpointQueries.detail(ctx.workspace.id, scope, id), async () => ({ data: endpoint, meta: undefined })),
    seed(endpointInsightQueries.health(ctx.workspace.id, id), async () => ({
      data: await getEndpointHealth(ctx, id),
      meta: undefined,
    })),
  );
  return (
    <QuerySeeds state={state}>
      <BreadcrumbLabel segment={id} label={endpoint.name} />
      <EndpointFrame scope={scope} id={id}>
        {children}
      </EndpointFrame>
    </QuerySeeds>
  );
}
