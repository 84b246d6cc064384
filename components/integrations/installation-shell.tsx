"use client";

import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";

import { useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TabsNav } from "@/components/ui/tabs-nav";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";
import { can } from "@/lib/contracts/session";
import { SECOND } from "@/lib/shared/time";

import { InstallationHeader } from "./installation-header";
import { installationHref, type InstallationTab } from "./installation-href";
import { installationMessages } from "./installation-messages";
import { InstallationVerdict } from "./installation-verdict";
import { MissingInstallation } from "./missing-installation";
import { useInstallationActions } from "./use-installation-actions";
import { sendsOn, useProvider } from "./use-provider";

const REFRESH_MS = 15 * SECOND;

/** What all pages of one integration have above them: what it is, how it stands, what can be done, and the tabs. */
export function InstallationShell({ id, provider: name, children }: ShellProps) {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const provider = useProvider(name);
  const { data, error, isFetching, refetch } = useQuery({
    ...installationQueries.detail(workspace.id, id),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  if (data && provider)
    return (
      <Shown installation={data.data} provider={provider}>
        {children}
      </Shown>
    );
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "NOT_FOUND") return <MissingInstallation />;
  return (
    <Page>
      {error ? (
        <Panel>
          <ErrorState
            things={t("thisIntegration")}
            message={problem?.message}
            requestId={problem?.requestId ?? undefined}
            onRetry={() => void refetch()}
            retrying={isFetching}
          />
        </Panel>
      ) : (
        <LoadingRegion things={t("thisIntegration")} className="flex flex-col gap-5">
          <Skeleton className="h-8 w-56" />
          <Skeleton className="h-40" />
        </LoadingRegion>
      )}
    </Page>
  );
}

interface ShellProps {
  id: string;
  provider: string;
  children: ReactNode;
}

interface ShownProps {
  installation: Installation;
  provider: Provider;
  children: ReactNode;
}

function Shown({ installation, provider, children }: ShownProps) {
  const actions = useInstallationActions(installation, provider.name);
  return (
    <Page>
      <InstallationHeader
        installation={installation}
        provider={provider}
        actions={actions}
        tabs={<Tabs installation={installation} provider={provider} />}
      />
      <InstallationVerdict installation={installation} provider={provider} actions={actions} />
      {children}
      {actions.dialogs}
    </Page>
  );
}

function Tabs({ installation: { id, receiverUrl }, provider }: Omit<ShownProps, "children">) {
  const t = useMessages(installationMessages);
  const session = useSession();
  const open = useSelectedLayoutSegment();
  const tabs: (InstallationTab | undefined)[] = [
    undefined,
    ...(provider.settings.length > 0 ? (["configuration"] as const) : []),
    ...(sendsOn(provider) ? (["outbound"] as const) : []),
    ...(receiverUrl !== null ? (["inbound"] as const) : []),
    "credentials",
    ...(can(session, "audit:read") ? (["activity"] as const) : []),
  ];
  return (
    <TabsNav
      label={t("tabs")}
      tabs={tabs.map((tab) => ({
        href: installationHref(session.workspace.slug, id, tab),
        label: t(tab ?? "overview"),
        current: open === (tab ?? null),
      }))}
    />
  );
}
