"use client";

import { lazy, type ReactNode, Suspense } from "react";

import { RangeControl } from "@/components/charts/range-control";
import { type StatsRangeState, useStatsRange } from "@/components/charts/use-stats-range";
import { useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Overview } from "@/lib/contracts/overview";
import { SECOND } from "@/lib/shared/time";

import { AttentionList } from "./attention-list";
import { Figures } from "./figures";
import { FirstRun } from "./first-run";
import { type HealthRow, healthRowsOf } from "./health-rows";
import { HealthTable } from "./health-table";
import { overviewMessages } from "./messages";
import { OverviewHeadline } from "./overview-headline";
import { RecentChanges } from "./recent-changes";

const AttemptsChart = lazy(() => import("./attempts-chart").then((parts) => ({ default: parts.AttemptsChart })));

const REFRESH_MS = 10 * SECOND;

/** Whether everything works, what does not, and how the last day went. */
export function OverviewView({ setup, start }: Pick<LoadedProps, "setup" | "start">) {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  const range = useStatsRange();
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    ...overviewQueries.detail(workspace.id, range.filters),
    refetchInterval: REFRESH_MS,
  });
  const problem = (
    <ErrorState
      things={t("things")}
      requestId={error instanceof Problem ? (error.requestId ?? undefined) : undefined}
      onRetry={() => void refetch()}
      retrying={isFetching}
      dataFrom={data && new Date(dataUpdatedAt).toISOString()}
    />
  );
  return (
    <Page className="pt-6">
      {!data && <h1 className="sr-only">{t("title")}</h1>}
      {error && problem}
      {data ? <Loaded setup={setup} start={start} overview={data.data} range={range} /> : !error && <OverviewLoading />}
    </Page>
  );
}

interface LoadedProps {
  /** The card of the setup. */
  setup: ReactNode;
  /** All of the setup, for where nothing is set up yet. */
  start: ReactNode;
  overview: Overview;
  range: StatsRangeState;
}

function Loaded({ setup, start, overview, range }: LoadedProps) {
  const { workspace } = useSession();
  const rows = healthRowsOf(overview, workspace.slug);
  const nothing = overview.verdict.kind === "nothing_set_up";
  return (
    <>
      <OverviewHeadline overview={overview} />
      {nothing && <FirstRun start={start} />}
      <AttentionList overview={overview} />
      {overview.endpoints.length > 0 && <InRange overview={overview} range={range} />}
      {rows.length > 0 && <Health overview={overview} rows={rows} />}
      {!nothing && setup}
      {!nothing && <RecentChanges />}
    </>
  );
}

function InRange({ overview, range }: Pick<LoadedProps, "overview" | "range">) {
  return (
    <section aria-labelledby="range-title" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="range-title" className="text-h2">
          {range.title}
        </h2>
        <RangeControl {...range} />
      </div>
      <Panel>
        <Figures overview={overview} />
        <Suspense fallback={<Skeleton className="m-4 h-56" />}>
          <AttemptsChart overview={overview} onZoom={range.zoom} />
        </Suspense>
      </Panel>
    </section>
  );
}

function Health({ overview, rows }: { overview: Overview; rows: readonly HealthRow[] }) {
  const t = useMessages(overviewMessages);
  return (
    <section aria-labelledby="health-title" className="flex flex-col gap-2.5">
      <h2 id="health-title" className="text-h2">
        {t("health")}
        <span className="text-small text-text-3 ps-2.5 font-normal">
          {t("count", { n: overview.endpoints.length, m: overview.integrations.length })}
        </span>
      </h2>
      <Panel>
        <HealthTable rows={rows} />
      </Panel>
    </section>
  );
}

function OverviewLoading() {
  const t = useMessages(overviewMessages);
  return (
    <LoadingRegion things={t("things")} className="flex flex-col gap-5">
      <Skeleton className="h-8 max-w-160" />
      <Skeleton className="h-72" />
      <Skeleton className="h-48" />
    </LoadingRegion>
  );
}
