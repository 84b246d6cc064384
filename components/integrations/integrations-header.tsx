"use client";

import { Plus } from "lucide-react";
import { useSelectedLayoutSegment } from "next/navigation";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { PageHeader } from "@/components/ui/page";
import { TabsNav } from "@/components/ui/tabs-nav";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { CreateDestination } from "./create-destination";
import { integrationMessages } from "./messages";

/** The head that the tabs of Integrations share; what can be done at its end belongs to the open one. */
export function IntegrationsHeader() {
  const t = useMessages(integrationMessages);
  const session = useSession();
  const segment = useSelectedLayoutSegment();
  const { id, slug } = session.workspace;
  const { data: destinations } = useQuery({
    ...endpointQueries.list(id, OUTBOUND, { limit: "100" }),
    enabled: can(session, "webhooks:read"),
    select: ({ data, meta }) => meta.total ?? data.length,
  });
  const { data: providers } = useQuery({
    ...providerQueries.list(id),
    enabled: can(session, "integrations:read"),
    select: ({ data }) => data.length,
  });
  const { data: installed } = useQuery({
    ...installationQueries.list(id),
    enabled: can(session, "integrations:read"),
    select: ({ data }) => data.length,
  });
  return (
    <PageHeader
      title={t("title")}
      actions={
        segment === "automation" ? (
          <CreateDestination icon={<Plus />} />
        ) : (
          segment === "installed" && (
            <ButtonLink icon={<Plus />} variant="secondary" href={`/${slug}/integrations/available`}>
              {t("connectProvider")}
            </ButtonLink>
          )
        )
      }
      tabs={
        <TabsNav
          label={t("title")}
          tabs={[
            {
              href: `/${slug}/integrations/available`,
              label: t("available"),
              current: segment === "available",
              ...(providers !== undefined && { count: providers }),
            },
            {
              href: `/${slug}/integrations/installed`,
              label: t("installed"),
              current: segment === "installed",
              ...(installed !== undefined && { count: installed }),
            },
            {
              href: `/${slug}/integrations/automation`,
              label: t("automation"),
              current: segment === "automation",
              ...(destinations !== undefined && { count: destinations }),
            },
          ]}
        />
      }
    />
  );
}
