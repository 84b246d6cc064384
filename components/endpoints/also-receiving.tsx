"use client";

import { Filter } from "lucide-react";

import { ScopeChip } from "@/components/ui/badge";
import { useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { TextLink } from "@/components/ui/text-link";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { LINK_EVENT_TYPES } from "@/lib/contracts/event-types";
import { can } from "@/lib/contracts/session";
import { OUTBOUND, scopeOf, WORKSPACE } from "@/lib/shared/endpoint-scope";

import { ENDPOINTS_AT_ONCE } from "./at-once";
import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";

const CARRY_A_LINK: ReadonlySet<string> = new Set(LINK_EVENT_TYPES);
const takesLinkEvents = ({ events }: Endpoint): boolean => events.some((type) => CARRY_A_LINK.has(type));

/** Which endpoints of the whole workspace hear of a link as well, to be read only. */
export function AlsoReceiving() {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const { id, slug } = session.workspace;
  const webhooks = useQuery(endpointQueries.list(id, WORKSPACE, ENDPOINTS_AT_ONCE));
  const destinations = useQuery({
    ...endpointQueries.list(id, OUTBOUND, ENDPOINTS_AT_ONCE),
    enabled: can(session, "webhooks:read"),
  });
  const endpoints = [...(webhooks.data?.data ?? []), ...(destinations.data?.data ?? [])].filter(takesLinkEvents);
  if (endpoints.length === 0) return null;
  return (
    <section aria-labelledby="also-title" className="flex flex-col gap-2.5">
      <h2 id="also-title" className="text-h2">
        {t("alsoReceiving")}
      </h2>
      <Panel>
        {endpoints.map((endpoint) => (
          <PanelPart key={endpoint.id} className="flex flex-wrap items-center gap-x-2.5 gap-y-1 py-2.5">
            <ScopeChip>{t("feature", endpoint)}</ScopeChip>
            <TextLink href={scopeHref(slug, scopeOf(endpoint), endpoint.id)}>{endpoint.name}</TextLink>
            {endpoint.filters !== null && (
              <span className="text-small text-text-3 flex items-center gap-1">
                <Filter aria-hidden className="size-3.5" />
                {t("onlyMatching")}
              </span>
            )}
          </PanelPart>
        ))}
      </Panel>
    </section>
  );
}
