"use client";

import { Building2, Link2, Workflow } from "lucide-react";
import { usePathname } from "next/navigation";

import { useMessages } from "@/components/ui/locale";
import { pulseOf } from "@/components/ui/pulse-of";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { can } from "@/lib/contracts/session";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";
import { MINUTE } from "@/lib/shared/time";

import { ENDPOINT_ACTIONS, type EndpointAction } from "./endpoint-actions";
import { paletteMessages } from "./messages";
import { idOfPage } from "./recent";
import type { PaletteRow } from "./rows";

const ICON = { outbound: Workflow, workspace: Building2, link: Link2 } as const;

/** The overview holds every endpoint with its health, and is what the first page has read already. */
export function usePaletteOverview() {
  const session = useSession();
  return useQuery({
    ...overviewQueries.detail(session.workspace.id, { range: "24h" }),
    staleTime: MINUTE,
    enabled: can(session, "webhooks:read") || can(session, "links:read"),
  });
}

/** Every endpoint as a way to its page. */
export function useEndpointRows(): { rows: PaletteRow[]; loading: boolean } {
  const { workspace } = useSession();
  const rowOf = useRowOf();
  const { data, isLoading } = usePaletteOverview();
  const rows = (data?.data.endpoints ?? []).map((endpoint) => ({
    ...rowOf(endpoint),
    href: `/${workspace.slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`,
  }));
  return { rows, loading: isLoading };
}

function useRowOf() {
  const t = useMessages(paletteMessages);
  return (endpoint: OverviewEndpoint): PaletteRow => ({
    key: `endpoint ${endpoint.id}`,
    label: endpoint.name,
    hint: t("scope", { surface: endpoint.surface }),
    icon: ICON[endpoint.surface],
    end: <PulseStrip still cells={pulseOf(endpoint.hours)} span={t("last24h")} className="max-sm:hidden" />,
  });
}

export type RunAction = (action: EndpointAction, endpoint: OverviewEndpoint) => void;

/** What can be done with the endpoint of the page, then what needs another step to say with which. */
export function useEndpointActionRows(run: RunAction, choose: (action: EndpointAction) => void): PaletteRow[] {
  const t = useMessages(paletteMessages);
  const session = useSession();
  const { data } = usePaletteOverview();
  const here = idOfPage(usePathname());
  const endpoints = data?.data.endpoints ?? [];
  const current = endpoints.find(({ id }) => id === here);
  return ENDPOINT_ACTIONS.flatMap((action): PaletteRow[] => [
    ...(current && action.fits(current, session)
      ? [
          {
            key: `action ${action.key} here`,
            label: t(action.one, { name: current.name }),
            icon: action.icon,
            run: () => run(action, current),
          },
        ]
      : []),
    ...(endpoints.some((endpoint) => action.fits(endpoint, session))
      ? [
          {
            key: `action ${action.key}`,
            label: t(action.any),
            icon: action.icon,
            run: () => choose(action),
            stays: true,
          },
        ]
      : []),
  ]).toSorted((a, b) => Number(b.key.endsWith(" here")) - Number(a.key.endsWith(" here")));
}

/** The endpoints that an action can be done with. */
export function useStepRows(action: EndpointAction | null, run: RunAction): PaletteRow[] {
  const session = useSession();
  const rowOf = useRowOf();
  const { data } = usePaletteOverview();
  if (!action) return [];
  return (data?.data.endpoints ?? [])
    .filter((endpoint) => action.fits(endpoint, session))
    .map((endpoint) => ({ ...rowOf(endpoint), run: () => run(action, endpoint) }));
}
