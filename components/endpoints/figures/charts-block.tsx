"use client";

import { lazy, Suspense } from "react";

import { RangeControl } from "@/components/charts/range-control";
import { useRangeWords } from "@/components/charts/range-words";
import { useChartCursor } from "@/components/charts/use-chart-cursor";
import type { StatsRangeState } from "@/components/charts/use-stats-range";
import { useLocale, useMessages } from "@/components/ui/locale";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointInsightQueries } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { formatDuration } from "@/lib/shared/presentation/durations";

import { BlockFailed } from "./block-failed";
import { REFRESH_MS } from "./figures-every";
import { figureMessages } from "./messages";

const EndpointCharts = lazy(() => import("./endpoint-charts").then((parts) => ({ default: parts.EndpointCharts })));

/** The charts of an endpoint with the range that they, and the blocks below them, are of. */
export function ChartsBlock({ endpointId, range }: { endpointId: string; range: StatsRangeState }) {
  const t = useMessages(figureMessages);
  const { workspace } = useSession();
  const query = useQuery({
    ...endpointInsightQueries.stats(workspace.id, endpointId, range.filters),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  const buckets = query.data?.data.buckets ?? [];
  const cursor = useChartCursor((first, last) => {
    const [from, to] = [buckets[first], buckets[last]];
    if (from && to) range.zoom(new Date(from.start), new Date(to.end));
  });
  return (
    <section aria-labelledby="range-title" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="range-title" className="text-h2">
          {range.title} <Note buckets={buckets} at={cursor.at} />
        </h2>
        <RangeControl {...range} />
      </div>
      <BlockFailed things={t("chartsThings")} query={query} />
      {query.data ? (
        <Suspense fallback={<ChartsLoading />}>
          <EndpointCharts endpointId={endpointId} stats={query.data.data} cursor={cursor} />
        </Suspense>
      ) : (
        !query.error && <ChartsLoading />
      )}
    </section>
  );
}

/** How wide a bucket is, and which one the cursor is on. */
function Note({ buckets, at }: { buckets: readonly { start: string; end: string }[]; at: number | null }) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const words = useRangeWords();
  const [first] = buckets;
  if (!first) return null;
  const size = formatDuration(Date.parse(first.end) - Date.parse(first.start), locale);
  const pointed = at === null ? undefined : buckets[at];
  return (
    <span className="text-small text-text-3 num ps-1.5 font-normal">
      {pointed
        ? t("cursorAt", { range: words(new Date(pointed.start), new Date(pointed.end)), size })
        : t("buckets", { size })}
    </span>
  );
}

function ChartsLoading() {
  const t = useMessages(figureMessages);
  return (
    <LoadingRegion things={t("chartsThings")}>
      <Skeleton className="rounded-card h-57 max-lg:h-171" />
    </LoadingRegion>
  );
}
