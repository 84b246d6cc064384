"use client";

import { useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";

import { endpointMessages } from "./messages";

/** While another tab is on its way, below the head that stays. */
export function TabLoading() {
  const t = useMessages(endpointMessages);
  return (
    <LoadingRegion things={t("thisEndpoint")} className="flex flex-col gap-6">
      <Skeleton className="h-6 w-80 max-sm:w-60" />
      <Skeleton className="rounded-card h-60" />
    </LoadingRegion>
  );
}

export function EndpointLoading() {
  const t = useMessages(endpointMessages);
  return (
    <Page>
      <LoadingRegion things={t("thisEndpoint")} className="flex flex-col gap-6">
        <div className="flex items-center justify-between gap-6">
          <div className="flex flex-col gap-2.5">
            <Skeleton className="h-6 w-56" />
            <Skeleton className="w-72 max-sm:w-56" />
          </div>
          <Skeleton className="h-8 w-48 max-sm:hidden" />
        </div>
        <Skeleton className="h-6 w-80 max-sm:w-60" />
        <Skeleton className="rounded-card h-60" />
      </LoadingRegion>
    </Page>
  );
}
