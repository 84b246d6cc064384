"use client";

import { Inbox } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState, NoMatchState, NoPermissionState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { useSession } from "@/lib/client/session";
import { can } from "@/lib/contracts/session";

import { FilterChips } from "./filter-chips";
import { useEndpointChoices } from "./filter-fields";
import { deliveryMessages } from "./messages";
import { FIRST_PAGE, NO_FILTERS } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

export function NoDeliveries() {
  const t = useMessages(deliveryMessages);
  const session = useSession();
  return (
    <EmptyState
      icon={Inbox}
      title={t("emptyTitle")}
      actions={
        can(session, "webhooks:manage") && (
          <ButtonLink variant="primary" href={`/${session.workspace.slug}/integrations/automation/new`}>
            {t("createDestination")}
          </ButtonLink>
        )
      }
    >
      {t("emptyBody")}
    </EmptyState>
  );
}

export function NoMatches() {
  const t = useMessages(deliveryMessages);
  const [search, setSearch] = useDeliverySearch();
  const endpointNames = useEndpointChoices();
  return (
    <NoMatchState
      things={t("things")}
      onClear={() => setSearch(NO_FILTERS)}
      filters={
        <FilterChips
          search={search}
          endpointNames={endpointNames}
          onRemove={(change) => setSearch({ ...FIRST_PAGE, ...change })}
        />
      }
    />
  );
}

export interface ListFailedProps {
  error: Error;
  retrying: boolean;
  onRetry: () => void;
  /** ISO 8601, when older rows stay on the screen. */
  dataFrom?: string;
}

export function ListFailed({ error, retrying, onRetry, dataFrom }: ListFailedProps) {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "FORBIDDEN")
    return (
      <NoPermissionState verb={t("see")} things={t("things")} role="Viewer" admins={[]} workspace={workspace.name} />
    );
  return (
    <ErrorState
      things={t("things")}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      onRetry={onRetry}
      retrying={retrying}
      dataFrom={dataFrom}
    />
  );
}

const ROWS = Array.from({ length: 12 }, (_, index) => index);

export function ListLoading() {
  const t = useMessages(deliveryMessages);
  return (
    <LoadingRegion things={t("things")}>
      <div className="h-8 border-b" />
      {ROWS.map((row) => (
        <div key={row} className="flex h-12 items-center gap-6 border-b px-4">
          <Skeleton className="w-20" />
          <div className="flex flex-1 flex-col gap-1.5">
            <Skeleton className="h-3 w-36" />
            <Skeleton className="h-2.5 w-24" />
          </div>
          <Skeleton className="w-28 max-sm:hidden" />
          <Skeleton className="w-16" />
        </div>
      ))}
    </LoadingRegion>
  );
}
