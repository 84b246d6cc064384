"use client";

import { Shapes } from "lucide-react";

import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { eventQueries } from "@/lib/client/queries/events";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

import { eventTypeMessages } from "./messages";

const SHOWN = "10";

const SOURCES = {
  api: "sourceApi",
  link: "sourceLink",
  conversion: "sourceConversion",
  provider: "sourceProvider",
  system: "sourceSystem",
  test: "sourceTest",
} as const;

/** The last ten that really happened here. */
export function RecentEvents({ type }: { type: string }) {
  const t = useMessages(eventTypeMessages);
  const { workspace } = useSession();
  const { data, error, isFetching, refetch } = useQuery(eventQueries.list(workspace.id, { type, limit: SHOWN }));
  if (!data)
    return error ? (
      <ErrorState things={t("things")} message={error.message} retrying={isFetching} onRetry={() => void refetch()} />
    ) : (
      <LoadingRegion things={t("things")}>
        <Skeleton className="h-48" />
      </LoadingRegion>
    );
  if (data.data.length === 0)
    return (
      <EmptyState icon={Shapes} title={t("recentEmpty")}>
        {t("recentEmptyBody")}
      </EmptyState>
    );
  return (
    <ul aria-label={t("recentCaption", { type })} className="rounded-card border-line-2 bg-surface border">
      {data.data.map(({ id, source, createdAt }) => (
        <li
          key={id}
          className="hover:bg-surface-2 flex flex-wrap items-baseline gap-x-4 border-t px-4 py-2.5 first:border-t-0"
        >
          <TextLink
            href={`/${workspace.slug}/events/${id}`}
            prefetch={false}
            dir="ltr"
            translate="no"
            className="text-mono-sm min-w-0 flex-1 basis-72 font-mono wrap-anywhere"
          >
            {id}
          </TextLink>
          <span className="text-small text-text-2 w-24">{t(SOURCES[source])}</span>
          <span className="text-small text-text-2 w-32 sm:text-end">
            <Time value={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
