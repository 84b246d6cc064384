"use client";

import { useQuery } from "@tanstack/react-query";
import { Webhook } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ReactNode } from "react";

import { ButtonLink } from "@/components/ui/button-link";
import { useMessages } from "@/components/ui/locale";
import { Page } from "@/components/ui/page";
import { EmptyState, ErrorState } from "@/components/ui/page-states";
import { Panel } from "@/components/ui/panel";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { overviewQueries } from "@/lib/client/queries/overview";
import { useSession } from "@/lib/client/session";
import { type Overview, OVERVIEW_RANGES, type OverviewRange } from "@/lib/contracts/overview";
import { endpointPath, scopeOf } from "@/lib/shared/endpoint-scope";
import { SECOND } from "@/lib/shared/time";

import { AttemptsChart } from "./attempts-chart";
import { AttentionList } from "./attention-list";
import { Figures } from "./figures";
import { HealthTable } from "./health-table";
import { overviewMessages } from "./messages";
import { OverviewHeadline } from "./overview-headline";
import { RecentChanges } from "./recent-changes";

const REFRESH_MS = 10 * SECOND;
const RANGE_WORD = { "1h": "last1h", "24h": "last24h", "7d": "last7d", "30d": "last30d" } as const;

/** Whether everything works, what does not, and how the last day went. */
export function OverviewView({ setup }: { setup: ReactNode }) {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  const [range, setRange] = useQueryState("range", parseAsStringLiteral(OVERVIEW_RANGES).withDefault("24h"));
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    ...overviewQueries.detail(workspace.id, range),
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
      {data ? (
        <Loaded setup={setup} overview={data.data} range={range} onRange={(next) => void setRange(next)} />
      ) : (
        !error && <OverviewLoading />
      )}
    </Page>
  );
}

interface LoadedProps {
  /** The card of the setup. */
  setup: ReactNode;
  overview: Overview;
  range: OverviewRange;
  onRange: (range: OverviewRange) => void;
}

function Loaded({ setup, overview, range, onRange }: LoadedProps) {
  const t = useMessages(overviewMessages);
  const { workspace } = useSession();
  const nothing = overview.endpoints.length === 0;
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
      {!nothing && (
        <section aria-labelledby="range-title" className="flex flex-col gap-2.5">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <h2 id="range-title" className="text-h2">
              {t(RANGE_WORD[range])}
            </h2>
            <SegmentedControl
              label={t("range")}
              value={range}
              onChange={onRange}
              options={OVERVIEW_RANGES.map((value) => ({ value, label: value }))}
            />
          </div>
          <Panel>
            <Figures overview={overview} />
            <AttemptsChart overview={overview} />
          </Panel>
        </section>
      )}
      <section aria-labelledby="health-title" className="flex flex-col gap-2.5">
        <h2 id="health-title" className="text-h2">
          {t("health")}
          {!nothing && (
            <span className="text-small text-text-3 ps-2.5 font-normal">
              {t("count", { n: overview.endpoints.length })}
            </span>
          )}
        </h2>
        <Panel>
          {nothing ? (
            <NoEndpoints slug={workspace.slug} />
          ) : (
            <HealthTable
              rows={overview.endpoints.map((endpoint) => ({
                endpoint,
                href: `/${workspace.slug}/${endpointPath(scopeOf(endpoint), endpoint.id)}`,
              }))}
            />
          )}
        </Panel>
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
