"use client";

import { useMessages } from "@/components/ui/locale";
import { ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { accountQueries } from "@/lib/client/queries/account";
import { useQuery } from "@/lib/client/use-query";

import { DeletedWorkspacesSection } from "./deleted-workspaces-section";
import { accountMessages } from "./messages";
import { PasswordSection } from "./password-section";
import { PreferencesSection } from "./preferences-section";
import { ProfileSection } from "./profile-section";
import { SessionsSection } from "./sessions-section";
import { TwoStepSection } from "./two-step-section";

/** Everything that belongs to a person and to no workspace. */
export function AccountView() {
  const t = useMessages(accountMessages);
  const { data, error, refetch, isRefetching } = useQuery(accountQueries.detail());
  if (data) {
    const account = data.data;
    return (
      <div className="flex flex-col gap-10">
        <ProfileSection account={account} />
        <PasswordSection account={account} />
        <TwoStepSection account={account} />
        <SessionsSection />
        <PreferencesSection account={account} />
        <DeletedWorkspacesSection />
      </div>
    );
  }
  if (!error)
    return (
      <LoadingRegion things={t("things")} className="flex flex-col gap-8">
        <Skeleton className="h-44" />
        <Skeleton className="h-44" />
        <Skeleton className="h-20" />
      </LoadingRegion>
    );
  return (
    <ErrorState
      things={t("things")}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isRefetching}
    />
  );
}
