"use client";

import { Search, Webhook } from "lucide-react";
import Link from "next/link";
import { throttle, useQueryState } from "nuqs";

import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState, NotInPlanState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { SearchField } from "@/components/ui/search-field";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointQueries } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can, has } from "@/lib/contracts/session";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { SECOND } from "@/lib/shared/time";

import { ENDPOINTS_AT_ONCE } from "./at-once";
import { endpointColumns } from "./endpoint-columns";
import { endpointMessages } from "./messages";
import { SURFACE_RULES, scopeHref } from "./surfaces";

const REFRESH_MS = 15 * SECOND;

/** The endpoints of one surface. Few enough to search in the page itself. */
export function EndpointsView({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const { workspace } = session;
  const rules = SURFACE_RULES[scope.surface];
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...endpointQueries.list(workspace.id, scope, ENDPOINTS_AT_ONCE),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  const [text, setText] = useQueryState("q", { defaultValue: "", history: "replace", limitUrlUpdates: throttle(300) });
  const endpoints = data?.data;

  if (!has(session, rules.feature) && endpoints?.length === 0) return <Locked scope={scope} />;
  if (!endpoints) {
    return error ? (
      <Failed scope={scope} error={error} retrying={isFetching} onRetry={() => void refetch()} />
    ) : (
      <EndpointsLoading scope={scope} />
    );
  }
  if (endpoints.length === 0) return <NoEndpoints scope={scope} />;

  const shown = endpoints.filter((endpoint) => matches(endpoint, text));
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Failed
          scope={scope}
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
          dataFrom={new Date(dataUpdatedAt).toISOString()}
        />
      )}
      <SearchField
        label={t("search", scope)}
        value={text}
        onChange={(next) => void setText(next === "" ? null : next)}
      />
      {shown.length === 0 ? (
        <EmptyState
          icon={Search}
          title={t("noneFound", { ...scope, text })}
          actions={<Button onClick={() => void setText(null)}>{t("clearSearch")}</Button>}
        >
          {t("noneFoundBody")}
        </EmptyState>
      ) : (
        <Panel id="results">
          <DataTable
            caption={t("caption", scope)}
            columns={endpointColumns}
            rows={shown.map((endpoint) => ({
              endpoint,
              scope,
              href: scopeHref(workspace.slug, scope, endpoint.id),
            }))}
            rowId={(row) => row.endpoint.id}
            rowName={(row) => row.endpoint.name}
            density="tall"
          />
        </Panel>
      )}
      <p className="text-small text-text-3">{t("intro", scope)}</p>
    </div>
  );
}

function matches({ name, url }: Endpoint, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || url.toLowerCase().includes(wanted);
}

function NoEndpoints({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  return (
    <Panel>
      <EmptyState
        icon={Webhook}
        title={t("emptyTitle", scope)}
        actions={
          can(session, SURFACE_RULES[scope.surface].create) && (
            <Link
              href={`${scopeHref(session.workspace.slug, scope)}/new`}
              className={buttonStyles({ variant: "primary" })}
            >
              {t("createEndpoint", scope)}
            </Link>
          )
        }
      >
        {t("emptyBody", scope)}
      </EmptyState>
    </Panel>
  );
}

function Locked({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  return (
    <Panel>
      <NotInPlanState feature={t("featureName", scope)} plan="Pro" does={t("featureDoes", scope)} />
    </Panel>
  );
}

interface FailedProps {
  scope: EndpointScope;
  error: Error;
  retrying: boolean;
  onRetry: () => void;
  dataFrom?: string;
}

function Failed({ scope, error, ...props }: FailedProps) {
  const t = useMessages(endpointMessages);
  const problem = error instanceof Problem ? error : null;
  return (
    <ErrorState
      things={t("things", scope)}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      {...props}
    />
  );
}

const ROWS = [0, 1, 2, 3, 4];

export function EndpointsLoading({ scope }: { scope: EndpointScope }) {
  const t = useMessages(endpointMessages);
  return (
    <LoadingRegion things={t("things", scope)} className="flex flex-col gap-4">
      <Skeleton className="h-8 w-66" />
      <Panel>
        {ROWS.map((row) => (
          <PanelPart key={row} className="flex h-15 items-center gap-8">
            <div className="flex flex-1 flex-col gap-2">
              <Skeleton className="w-40" />
              <Skeleton className="h-3 w-28" />
            </div>
            <Skeleton className="w-24" />
            <Skeleton className="w-16 max-sm:hidden" />
          </PanelPart>
        ))}
      </Panel>
    </LoadingRegion>
  );
}
