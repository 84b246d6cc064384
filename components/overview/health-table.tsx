"use client";

import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RowLink } from "@/components/data-table/row-link";
import { ScopeChip } from "@/components/ui/badge";
import { useLocale, useMessages } from "@/components/ui/locale";
import { ProviderMark } from "@/components/ui/provider-mark";
import { pulseOf } from "@/components/ui/pulse-of";
import { type PulseCell, PulseStrip } from "@/components/ui/pulse-strip";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { EndpointMenu } from "./endpoint-menu";
import type { HealthRow } from "./health-rows";
import { overviewMessages } from "./messages";
import { useActivity } from "./use-activity";

const SCOPE = { outbound: "scopeOutbound", workspace: "scopeWorkspace", link: "scopeLink" } as const;
const BAND = { healthy: "healthy", degraded: "degraded", failing: "failing", not_enough_data: "unknown" } as const;

const column = columnsOf<HealthRow>();

const COLUMNS = column.columns([
  column.accessor("name", {
    id: "name",
    header: () => <Head word="name" />,
    meta: { width: "auto" },
    cell: ({ row }) => <NameCell row={row.original} />,
  }),
  column.display({
    id: "state",
    header: () => <Head word="status" />,
    meta: { width: "7.5rem", hideBelow: "lg" },
    cell: ({ row }) => <StatusCell row={row.original} />,
  }),
  column.display({
    id: "score",
    header: () => <Head word="score" />,
    meta: { width: "9.5rem", hideBelow: "sm" },
    cell: ({ row }) => <ScoreCell row={row.original} />,
  }),
  column.display({
    id: "strip",
    header: () => <Head word="strip" />,
    meta: { width: "10rem", hideBelow: "md" },
    cell: ({ row }) => <StripCell row={row.original} />,
  }),
  column.display({
    id: "success",
    header: () => <Head word="success" />,
    meta: { width: "5.5rem", align: "end" },
    cell: ({ row }) => <SuccessCell row={row.original} />,
  }),
  column.display({
    id: "p95",
    header: () => <Head word="p95" />,
    meta: { width: "6rem", align: "end", hideBelow: "md" },
    cell: ({ row }) => <DurationCell value={row.original.endpoint?.p95 ?? null} />,
  }),
  column.display({
    id: "waiting",
    header: () => <Head word="waitingColumn" />,
    meta: { width: "5rem", align: "end", hideBelow: "md" },
    cell: ({ row: { original: row } }) => <NumberCell value={row.endpoint?.waiting ?? row.integration?.held ?? 0} />,
  }),
  column.display({
    id: "last",
    header: () => <Head word="lastDelivered" />,
    meta: { width: "8rem", align: "end", hideBelow: "xl" },
    cell: ({ row: { original: row } }) => (
      <LastCell value={row.endpoint?.lastDeliveredAt ?? row.integration?.lastEventAt ?? null} />
    ),
  }),
  column.display({
    id: "actions",
    header: () => <Head word="actions" />,
    meta: { width: "3.25rem", align: "end", headHidden: true },
    cell: ({ row: { original: row } }) => row.endpoint && <EndpointMenu endpoint={row.endpoint} href={row.href} />,
  }),
]);

/** Everything that receives events and every integration, the worst first. */
export function HealthTable({ rows }: { rows: readonly HealthRow[] }) {
  const t = useMessages(overviewMessages);
  return (
    <DataTable
      caption={t("health")}
      columns={COLUMNS}
      rows={rows}
      rowId={({ id }) => id}
      rowName={({ name }) => name}
    />
  );
}

type HeadWord =
  | "name"
  | "status"
  | "score"
  | "strip"
  | "success"
  | "p95"
  | "waitingColumn"
  | "lastDelivered"
  | "actions";

function Head({ word }: { word: HeadWord }) {
  return useMessages(overviewMessages)(word);
}

function NameCell({ row: { name, href, endpoint, integration } }: { row: HealthRow }) {
  const t = useMessages(overviewMessages);
  return (
    <span className="flex min-w-0 items-center gap-2">
      {endpoint ? (
        <ScopeChip>{t(SCOPE[endpoint.surface])}</ScopeChip>
      ) : (
        <ProviderMark
          provider={integration.provider}
          name={name}
          className="rounded-badge size-6 [&_svg]:size-3.5 [&_svg]:stroke-2"
        />
      )}
      <RowLink href={href} className="truncate">
        {name}
      </RowLink>
    </span>
  );
}

function StatusCell({ row: { endpoint, integration } }: { row: HealthRow }) {
  return endpoint ? (
    <StatusBadge of="endpoint" state={endpoint.state} look="row" />
  ) : (
    <StatusBadge of="integration" state={integration.status} look="row" />
  );
}

/** Of an integration no score is known: its status says what there is to say. */
function ScoreCell({ row: { endpoint } }: { row: HealthRow }) {
  const t = useMessages(overviewMessages);
  if (!endpoint) return <span className="text-text-3">{t("noValue")}</span>;
  const { score, band } = endpoint;
  return (
    <span className="flex items-center gap-2">
      {score !== null && <span className="num w-6 text-end">{score}</span>}
      <StatusBadge of="health" state={BAND[band]} look="row" />
    </span>
  );
}

function StripCell({ row: { endpoint, integration } }: { row: HealthRow }) {
  return endpoint ? <Strip cells={pulseOf(endpoint.hours)} /> : <ActivityStrip id={integration.id} />;
}

function Strip({ cells }: { cells: readonly PulseCell[] }) {
  const t = useMessages(overviewMessages);
  return <PulseStrip cells={cells} span={t("last24h")} />;
}

function ActivityStrip({ id }: { id: string }) {
  const t = useMessages(overviewMessages);
  const activity = useActivity(id);
  return activity ? <Strip cells={activity.cells} /> : <span className="text-text-3">{t("noValue")}</span>;
}

function SuccessCell({ row: { endpoint, integration } }: { row: HealthRow }) {
  return endpoint ? <ShareCell value={endpoint.successRate} /> : <ActivityShare id={integration.id} />;
}

function ActivityShare({ id }: { id: string }) {
  return <ShareCell value={useActivity(id)?.successRate ?? null} />;
}

function ShareCell({ value }: { value: number | null }) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  return <span className="num">{value === null ? t("noValue") : formatShare(value, locale)}</span>;
}

function DurationCell({ value }: { value: number | null }) {
  const t = useMessages(overviewMessages);
  const locale = useLocale();
  return <span className="num">{value === null ? t("noValue") : formatDuration(value, locale)}</span>;
}

function NumberCell({ value }: { value: number }) {
  return <span className="num">{formatNumber(value, useLocale())}</span>;
}

function LastCell({ value }: { value: string | null }) {
  const t = useMessages(overviewMessages);
  return value === null ? <span className="text-text-3">{t("never")}</span> : <Time value={value} focusable={false} />;
}
