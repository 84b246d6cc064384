"use client";

import { useQuery } from "@tanstack/react-query";
import { Search, Webhook } from "lucide-react";
import Link from "next/link";
import { throttle, useQueryState } from "nuqs";
import { useRef } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { buttonStyles } from "@/components/ui/button-styles";
import { KeyCap } from "@/components/ui/key-cap";
import { useMessages } from "@/components/ui/locale";
import { EmptyState, ErrorState, NotInPlanState } from "@/components/ui/page-states";
import { Panel, PanelPart } from "@/components/ui/panel";
import { useShortcut } from "@/components/ui/shortcuts";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextInput } from "@/components/ui/text-input";
import { Problem } from "@/lib/client/http";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointQueries, type ManagedSurface } from "@/lib/client/queries/endpoints";
import { useSession } from "@/lib/client/session";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { can, has } from "@/lib/contracts/session";
import { SECOND } from "@/lib/shared/time";

import { ENDPOINTS_AT_ONCE } from "./at-once";
import { endpointColumns } from "./endpoint-columns";
import { endpointMessages } from "./messages";
import { SURFACE_RULES, surfaceHref } from "./surfaces";

const REFRESH_MS = 15 * SECOND;

/** The endpoints of one surface. Few enough to search in the page itself. */
export function EndpointsView({ surface }: { surface: ManagedSurface }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  const { workspace } = session;
  const rules = SURFACE_RULES[surface];
  const { data, error, isFetching, dataUpdatedAt, refetch } = useQuery({
    ...endpointQueries.list(workspace.id, surface, ENDPOINTS_AT_ONCE),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  const [text, setText] = useQueryState("q", { defaultValue: "", history: "replace", limitUrlUpdates: throttle(300) });
  const endpoints = data?.data;

  if (!has(session, rules.feature) && endpoints?.length === 0) return <Locked />;
  if (!endpoints) {
    return error ? <Failed error={error} retrying={isFetching} onRetry={() => void refetch()} /> : <EndpointsLoading />;
  }
  if (endpoints.length === 0) return <NoEndpoints surface={surface} />;

  const shown = endpoints.filter((endpoint) => matches(endpoint, text));
  return (
    <div className="flex flex-col gap-4">
      {error && (
        <Failed
          error={error}
          retrying={isFetching}
          onRetry={() => void refetch()}
          dataFrom={new Date(dataUpdatedAt).toISOString()}
        />
      )}
      <SearchField value={text} onChange={(next) => void setText(next === "" ? null : next)} />
      {shown.length === 0 ? (
        <EmptyState
          icon={Search}
          title={t("noneFound", { text })}
          actions={<Button onClick={() => void setText(null)}>{t("clearSearch")}</Button>}
        >
          {t("noneFoundBody")}
        </EmptyState>
      ) : (
        <Panel id="results">
          <DataTable
            caption={t("caption")}
            columns={endpointColumns}
            rows={shown.map((endpoint) => ({
              endpoint,
              surface,
              href: surfaceHref(workspace.slug, surface, endpoint.id),
            }))}
            rowId={(row) => row.endpoint.id}
            rowName={(row) => row.endpoint.name}
            density="tall"
          />
        </Panel>
      )}
      <p className="text-small text-text-3">{t("intro")}</p>
    </div>
  );
}

function matches({ name, url }: Endpoint, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return name.toLowerCase().includes(wanted) || url.toLowerCase().includes(wanted);
}

function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useMessages(endpointMessages);
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", t("search"), () => input.current?.focus());
  return (
    <div className="w-full sm:w-66">
      <TextInput
        ref={input}
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        leading={<Search />}
        trailing={<KeyCap>/</KeyCap>}
      />
    </div>
  );
}

function NoEndpoints({ surface }: { surface: ManagedSurface }) {
  const t = useMessages(endpointMessages);
  const session = useSession();
  return (
    <Panel>
      <EmptyState
        icon={Webhook}
        title={t("emptyTitle")}
        actions={
          can(session, SURFACE_RULES[surface].create) && (
            <Link
              href={`${surfaceHref(session.workspace.slug, surface)}/new`}
              className={buttonStyles({ variant: "primary" })}
            >
              {t("createDestination")}
            </Link>
          )
        }
      >
        {t("emptyBody")}
      </EmptyState>
    </Panel>
  );
}

function Locked() {
  const t = useMessages(endpointMessages);
  const { workspace } = useSession();
  return (
    <Panel>
      <NotInPlanState
        feature={t("feature")}
        plan="Pro"
        workspace={workspace.name}
        currentPlan={planName(workspace.plan)}
        does={t("featureDoes")}
      />
    </Panel>
  );
}

export const planName = (plan: string): string => plan.charAt(0).toUpperCase() + plan.slice(1);

interface FailedProps {
  error: Error;
  retrying: boolean;
  onRetry: () => void;
  dataFrom?: string;
}

function Failed({ error, ...props }: FailedProps) {
  const t = useMessages(endpointMessages);
  const problem = error instanceof Problem ? error : null;
  return (
    <ErrorState
      things={t("things")}
      message={problem?.message}
      requestId={problem?.requestId ?? undefined}
      {...props}
    />
  );
}

const ROWS = [0, 1, 2, 3, 4];

export function EndpointsLoading() {
  const t = useMessages(endpointMessages);
  return (
    <LoadingRegion things={t("things")} className="flex flex-col gap-4">
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
