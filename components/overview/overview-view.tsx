"use client";

import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { lazy, type ReactNode, Suspense } from "react";

import { RangeControl } from "@/components/charts/range-control";
import { type StatsRangeState, useStatsRange } from "@/components/charts/use-stats-range";
import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import type { Overview } from "@/lib/contracts/overview";
import { SECOND } from "@/lib/shared/time";

import { AttentionList } from "./attention-list";
import { Figures } from "./figures";
import { healthRowsOf } from "./health-rows";
import { HealthTable } from "./health-table";
import { overviewMessages } from "./messages";
import { OverviewHeadline } from "./overview-headline";
import { RecentChanges } from "./recent-changes";

const AttemptsChart = lazy(() => import("./attempts-chart").then((parts) => ({ default: parts.AttemptsChart })));

const REFRESH_MS = 10 * SECOND;

/** Whether everything works, what does not, and how the last day went. */
export function OverviewView({ setup }: { setup: ReactNode }) {
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
      {data ? <Loaded setup={setup} overview={data.data} range={range} /> : !error && <OverviewLoading />}
    </Page>
  );
}

interface LoadedProps {
  /** The card of the setup. */
  setup: ReactNode;
  overview: Overview;
  range: StatsRangeState;
}

function Loaded({ setup, overview, range }: LoadedProps) {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  const { endpoints, integrations } = overview;
  const nothing = overview.verdict.kind === "nothing_set_up";
  const rows = healthRowsOf(overview, workspace.slug);
  return (
    <>
      <OverviewHeadline
        overview={overview}
        actions={
          nothing && (
            <ButtonLink variant="primary" href={`/${workspace.slug}/setup`}>
              {t("startSetup")}
            </ButtonLink>
          )
        }
      />
      {nothing && setup}
      <AttentionList overview={overview} />
      {endpoints.length > 0 && (
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
      )}
      <section aria-labelledby="health-title" className="flex flex-col gap-2.5">
        <h2 id="health-title" className="text-h2">
          {t("health")}
          {rows.length > 0 && (
            <span className="text-small text-text-3 ps-2.5 font-normal">
              {t("count", { n: endpoints.length, m: integrations.length })}
            </span>
          )}
        </h2>
        <Panel>{rows.length === 0 ? <NoEndpoints slug={workspace.slug} /> : <HealthTable rows={rows} />}</Panel>
      </section>
      {!nothing && setup}
      <RecentChanges />
    </>
  );
}

function NoEndpoints({ slug }: { slug: string }) {
  const t = useMessages(overviewMessages);
  return (
    <EmptyState
      icon={Webhook}
      level={3}
      title={t("noEndpoints")}
      actions={
        <>
          <ButtonLink href={`/${slug}/integrations/automation/new`}>{t("createDestination")}</ButtonLink>
          <ButtonLink variant="ghost" href={`/${slug}/integrations/available`}>
            {t("browseProviders")}
          </ButtonLink>
        </>
      }
    >
      {t("noEndpointsBody")}
    </EmptyState>
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
