"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";

import { installationMessages } from "./installation-messages";
import { InstallationPanel } from "./installation-panel";

/** Everything that is connected, what needs a hand first. */
export function InstalledView() {
  const t = useMessages(installationMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(installationQueries.list(workspace.id));
  if (!data)
    return error ? (
      <Panel>
        <ErrorState
          things={t("things")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      </Panel>
    ) : (
      <LoadingRegion things={t("things")}>
        <Skeleton className="h-40" />
      </LoadingRegion>
    );
  if (data.data.length === 0)
    return (
      <Panel>
        <EmptyState
          icon={Plug}
          title={t("emptyTitle")}
          actions={<ButtonLink href={`/${workspace.slug}/integrations/available`}>{t("browse")}</ButtonLink>}
        >
          {t("emptyBody")}
        </EmptyState>
      </Panel>
    );
  return (
    <div className="flex flex-col gap-4">
      {data.data.map((installation) => (
        <InstallationPanel key={installation.id} installation={installation} link />
      ))}
    </div>
  );
}
