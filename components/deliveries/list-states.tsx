"use client";

import { Inbox } from "lucide-react";

import { ButtonLink } from "@/components/ui/button-link";
import { useNow } from "@/components/ui/clock";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState, NoMatchState, NoPermissionState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextButton } from "@/components/ui/text-link";
import { useTimeReading } from "@/components/ui/time-zone";
import { useEndpointNames } from "@/lib/client/endpoint-names";
import { Problem } from "@/lib/client/http";
import { deliveryQueries } from "@/lib/client/queries/deliveries";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { can } from "@/lib/contracts/session";
import { formatDay } from "@/lib/shared/presentation/times";
import { DAY, MINUTE } from "@/lib/shared/time";

import { useDeliveryLog } from "./delivery-log";
import { FilterChips } from "./filter-chips";
import { useHistogram } from "./histogram";
import { deliveryMessages } from "./messages";
import { FIRST_PAGE, fixedRangeOf, isNarrowed, NO_FILTERS, selectionOf } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

/** Why no row is there: nothing has happened yet, or what has is not among what was asked for. */
export function NothingListed() {
  const { workspace } = useSession();
  const { empty } = useDeliveryLog();
  const [search, , address] = useDeliverySearch();
  const narrowed = isNarrowed(address);
  const ever = { ...search, range: "30d", from: null, to: null, context: null, test: "show" } as const;
  const { data, isPending } = useQuery({
    ...deliveryQueries.histogram(workspace.id, selectionOf(ever)),
    enabled: !narrowed,
  });
  if (!narrowed && isPending) return <ListLoading />;
  if (narrowed || (data?.data.total ?? 0) > 0) return <NoMatches />;
  return empty ?? <NoDeliveries />;
}

function NoDeliveries() {
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

function NoMatches() {
  const t = useMessages(deliveryMessages);
  const [, setSearch, search] = useDeliverySearch();
  const endpointNames = useEndpointNames();
  return (
    <NoMatchState
      things={t("things")}
      hint={<WiderHint />}
      onClear={() => setSearch({ ...NO_FILTERS, range: null, from: null, to: null, context: null })}
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

/** Offers a week when that has what the chosen range has not. */
function WiderHint() {
  const t = useMessages(deliveryMessages);
  const { workspace } = useSession();
  const [search, setSearch] = useDeliverySearch();
  const week = { range: "7d", from: null, to: null, context: null } as const;
  const { data } = useQuery(deliveryQueries.histogram(workspace.id, selectionOf({ ...search, ...week })));
  const n = data?.data.total ?? 0;
  if (n === 0 || search.range === "7d" || search.range === "30d") return null;
  return <TextButton onClick={() => setSearch({ ...FIRST_PAGE, ...week })}>{t("tryWider", { n })}</TextButton>;
}

/** Says so when the range begins before what is kept. */
export function RetentionNote() {
  const t = useMessages(deliveryMessages);
  const reading = useTimeReading();
  const [search] = useDeliverySearch();
  const { data } = useHistogram(false);
  const today = useNow("minute");
  const asked = fixedRangeOf(search)?.start;
  if (!data || !asked) return null;
  const kept = new Date(data.data.start);
  if (kept.getTime() - asked.getTime() < MINUTE) return null;
  const now = new Date(data.data.end);
  return (
    <p className="text-small text-text-2 px-5 pb-2.5 max-md:px-4">
      {t("beyondRetention", {
        n: Math.round((today - kept.getTime()) / DAY),
        date: formatDay(kept, reading, now),
      })}
    </p>
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
  const problem = error instanceof Problem ? error : null;
  if (problem?.error === "FORBIDDEN") return <NoPermissionState verb={t("see")} things={t("things")} role="Viewer" />;
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
