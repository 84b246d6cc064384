"use client";

import { useMessages } from "@/components/ui/locale";
import { Page, PageHeader } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { workspaceQueries } from "@/lib/client/queries/workspaces";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";

import { DangerSection } from "./danger-section";
import { DataSection } from "./data-section";
import { workspaceMessages } from "./messages";
import { PlanSection } from "./plan-section";
import { ProfileSection } from "./profile-section";

/** What a workspace is called, what its plan includes, and how it ends. */
export function GeneralView() {
  const t = useMessages(workspaceMessages);
  const session = useSession();
  const { data, error, isFetching, refetch } = useQuery(workspaceQueries.detail(session.workspace.id));
  return (
    <Page width="form">
      <PageHeader title={t("title")} />
      {data ? (
        <>
          <ProfileSection workspace={data.data} />
          <PlanSection workspace={data.data} />
          {can(session, "audit:read") && <DataSection workspace={data.data} />}
          {can(session, "workspace:delete") && <DangerSection workspace={data.data} />}
        </>
      ) : error ? (
        <ErrorState
          things={t("things")}
          requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      ) : (
        <LoadingRegion things={t("things")} className="flex flex-col gap-5">
          <Skeleton className="rounded-card h-60" />
          <Skeleton className="rounded-card h-60" />
        </LoadingRegion>
      )}
    </Page>
  );
}
