"use client";

import type { ReactNode } from "react";

import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { Problem } from "@/lib/client/http";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import { OUTBOUND } from "@/lib/shared/endpoint-scope";

import { DiagnosisBlock } from "./diagnosis-block";
import { FlowStrip } from "./flow-strip";
import { installationHref } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { receives, sendsOn, useProvider } from "./use-provider";
import { WelcomePanel } from "./welcome-panel";

export interface InstallationOverviewProps {
  id: string;
  provider: string;
  /** What was sent on last. */
  sent: ReactNode;
  /** The last inbound events. */
  children: ReactNode;
}

/** One integration at a glance: what was just proven, how far its events came, and the last of them. */
export function InstallationOverview({ id, provider: name, sent, children }: InstallationOverviewProps) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const { workspace } = session;
  const provider = useProvider(name);
  const installation = useQuery(installationQueries.detail(workspace.id, id)).data?.data;
  if (!provider || !installation) return null;
  return (
    <>
      <WelcomePanel installation={installation} provider={provider} />
      <DiagnosisBlock installation={installation} provider={provider} />
      {sendsOn(provider) && (
        <section aria-labelledby="sent-title" className="flex min-w-0 flex-col gap-2.5">
          <h2 id="sent-title" className="text-h2">
            {t("lastSent")}
          </h2>
          {sent}
          <p className="text-small">
            <TextLink href={installationHref(workspace.slug, id, "outbound")}>{t("seeAllSent")}</TextLink>
          </p>
        </section>
      )}
      {receives(installation, provider) && (
        <>
          <Flow id={id} />
          <section aria-labelledby="latest-title" className="flex min-w-0 flex-col gap-2.5">
            <h2 id="latest-title" className="text-h2">
              {t("lastFive")}
            </h2>
            {children}
            <p className="text-small">
              <TextLink href={installationHref(workspace.slug, id, "inbound")}>{t("seeAll")}</TextLink>
            </p>
          </section>
        </>
      )}
      {provider.auth.kind === "our_key" && can(session, "webhooks:read") && <Managed id={id} />}
    </>
  );
}

function Flow({ id }: { id: string }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(installationQueries.health(workspace.id, id));
  if (data) return <FlowStrip health={data.data} />;
  if (error)
    return (
      <Panel>
        <ErrorState
          things={t("thisIntegration")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      </Panel>
    );
  return (
    <LoadingRegion things={t("thisIntegration")}>
      <Skeleton className="h-24" />
    </LoadingRegion>
  );
}

/** Destinations that the provider subscribed by itself. */
function Managed({ id }: { id: string }) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const { data } = useQuery(endpointQueries.list(workspace.id, OUTBOUND, { limit: "100" }));
  const managed = data?.data.filter(({ managedBy }) => managedBy?.installationId === id);
  if (!managed) return null;
  return (
    <section aria-labelledby="managed-title" className="flex flex-col gap-2.5">
      <h2 id="managed-title" className="text-h2">
        {t("managed")}
      </h2>
      <Panel>
        {managed.length === 0 && <PanelPart className="text-text-2">{t("managedNone")}</PanelPart>}
        {managed.map((endpoint) => (
          <PanelPart key={endpoint.id} className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <TextLink
              href={`/${workspace.slug}/integrations/automation/${endpoint.id}`}
              className="min-w-0 flex-1 font-medium wrap-anywhere"
            >
              {endpoint.name}
            </TextLink>
            <span className="text-small text-text-2 font-mono wrap-anywhere" translate="no">
              {endpoint.events.join(", ")}
            </span>
            <StatusBadge of="endpoint" state={endpoint.state} look="row" />
          </PanelPart>
        ))}
      </Panel>
    </section>
  );
}
