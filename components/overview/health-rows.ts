import type { Overview, OverviewEndpoint, OverviewIntegration } from "@/lib/contracts/overview";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";

/** Something whose health is shown: an endpoint or an integration. */
export type HealthRow = { id: string; name: string; href: string } & (
  | { endpoint: OverviewEndpoint; integration?: never }
  | { integration: OverviewIntegration; endpoint?: never }
);

/** Endpoints and integrations in one order: what fails, what stopped, what degrades, then the rest. */
export function healthRowsOf({ endpoints, integrations }: Overview, slug: string): HealthRow[] {
  const rows: HealthRow[] = [
    ...endpoints.map((endpoint) => ({
      id: endpoint.id,
      name: endpoint.name,
      href: `/${slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`,
      endpoint,
    })),
    ...integrations.map((integration) => ({
      id: integration.id,
      name: integration.name,
      href: `/${slug}/integrations/installed/${integration.id}`,
      integration,
    })),
  ];
  return rows.toSorted((a, b) => rankOf(a) - rankOf(b));
}

const RANK = { failing: 0, degraded: 2, not_enough_data: 3, healthy: 3 } as const;

function rankOf({ endpoint, integration }: HealthRow): number {
  if (endpoint) return RANK[endpoint.band];
  return integration.status === "error" ? 1 : 4;
}
