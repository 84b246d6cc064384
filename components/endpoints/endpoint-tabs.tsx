"use client";

import { usePathname } from "next/navigation";

import { useMessages } from "@/components/ui/locale";
import { TabsNav } from "@/components/ui/tabs-nav";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";

import { endpointMessages } from "./messages";
import { scopeHref } from "./surfaces";

/** The pages of one endpoint. */
export function EndpointTabs({ endpoint, scope }: { endpoint: Endpoint; scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const pathname = usePathname();
  const home = scopeHref(session.workspace.slug, scope, endpoint.id);
  const page = (segment: string, label: string, query = "") => {
    const path = `${home}/${segment}`;
    return { href: `${path}${query}`, label, current: pathname === path || pathname.startsWith(`${path}/`) };
  };
  return (
    <TabsNav
      numbered
      label={endpoint.name}
      tabs={[
        { href: home, label: t("tabOverview"), current: pathname === home },
        // A test is sent from here, so it is looked for here.
        page("deliveries", t("tabDeliveries"), "?test=show"),
        page("configuration", t("tabConfiguration")),
        page("signing", t("tabSigning")),
        ...(can(session, "audit:read") ? [page("activity", t("tabActivity"))] : []),
      ]}
    />
  );
}
