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

/** The pages of one endpoint. Its deliveries are the log of all, seen through it. */
export function EndpointTabs({ endpoint, scope }: { endpoint: Endpoint; scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const pathname = usePathname();
  const home = scopeHref(session.workspace.slug, scope, endpoint.id);
  const page = (segment: string, label: string) => {
    const href = `${home}/${segment}`;
    return { href, label, current: pathname === href };
  };
  return (
    <TabsNav
      numbered
      label={endpoint.name}
      tabs={[
        { href: home, label: t("tabOverview"), current: pathname === home },
        page("deliveries", t("tabDeliveries")),
        page("configuration", t("tabConfiguration")),
        page("signing", t("tabSigning")),
        ...(can(session, "audit:read") ? [page("activity", t("tabActivity"))] : []),
      ]}
    />
  );
}
