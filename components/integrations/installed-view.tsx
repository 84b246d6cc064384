"use client";

import { Plug } from "lucide-react";
import { useQueryStates } from "nuqs";

import { FormNotice } from "@/components/form/form-notice";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { installationQueries } from "@/lib/client/queries/installations";
import { providerQueries } from "@/lib/client/queries/providers";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { has } from "@/lib/contracts/session";
import { SECOND } from "@/lib/shared/time";

import { installationMessages } from "./installation-messages";
import { InstalledFilters, NoInstalledMatch } from "./installed-filters";
import { installedMessages } from "./installed-messages";
import { NO_INSTALLED_FILTERS, installedParsers } from "./installed-search";
import { InstalledTable } from "./installed-table";
import { IntegrationsNotInPlan } from "./not-in-plan";

/** Everything that is connected, what needs a hand first. Few enough to narrow in the page itself. */
export function InstalledView() {
  const t = useMessages(installationMessages);
  const words = useMessages(installedMessages);
  const session = useSession();
  const { workspace } = session;
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...installationQueries.list(workspace.id),
    refetchInterval: usePollUnlessLive(15 * SECOND),
  });
  const providers = useQuery(providerQueries.list(workspace.id)).data?.data;
  const [search, setSearch] = useQueryStates(installedParsers, { history: "replace" });
  const failed = error && (
    <ErrorState
      things={t("things")}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  if (!data || !providers)
    return failed ? (
      <Panel>{failed}</Panel>
    ) : (
      <LoadingRegion things={t("things")}>
        <Skeleton className="h-40" />
      </LoadingRegion>
    );
  if (data.data.length === 0 && !has(session, "integrations")) return <IntegrationsNotInPlan />;
  if (data.data.length === 0)
    return (
      <Panel>
        <EmptyState
          icon={Plug}
          title={t("emptyTitle")}
          actions={
            <ButtonLink variant="primary" href={`/${workspace.slug}/integrations/available`}>
              {t("browse")}
            </ButtonLink>
          }
        >
          {t("emptyBody")}
        </EmptyState>
      </Panel>
    );
  const wanted = search.q.trim().toLowerCase();
  const rows = data.data.flatMap((installation) => {
    const provider = providers.find((each) => each.provider === installation.provider);
    const matches =
      provider &&
      `${provider.name} ${installation.account.name ?? ""}`.toLowerCase().includes(wanted) &&
      (search.status === null || installation.status === search.status) &&
      (search.category === null || provider.category === search.category);
    return matches ? [{ installation, provider }] : [];
  });
  return (
    <div className="flex flex-col gap-4">
      {failed}
      {!has(session, "integrations") && <FormNotice tone="info">{words("blocked")}</FormNotice>}
      <InstalledFilters search={search} onChange={(change) => void setSearch(change)} />
      <Panel id="results">
        {rows.length > 0 ? (
          <InstalledTable rows={rows} />
        ) : (
          <NoInstalledMatch search={search} onChange={(change) => void setSearch(change ?? NO_INSTALLED_FILTERS)} />
        )}
      </Panel>
    </div>
  );
}
