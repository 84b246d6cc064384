"use client";

import { columnsOf } from "@/components/data-table/columns";
import { DataTable } from "@/components/data-table/data-table";
import { RowLink } from "@/components/data-table/row-link";
import { ScopeChip } from "@/components/ui/badge";
import { useLocale, useMessages } from "@/components/ui/locale";
import { pulseOf } from "@/components/ui/pulse-of";
import { PulseStrip } from "@/components/ui/pulse-strip";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { OverviewEndpoint } from "@/lib/contracts/overview";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { overviewMessages } from "./messages";

export interface HealthRow {
  endpoint: OverviewEndpoint;
  href: string;
}

const SCOPE = { outbound: "scopeOutbound", workspace: "scopeWorkspace", link: "scopeLink" } as const;
const BAND = { healthy: "healthy", degraded: "degraded", failing: "failing", not_enough_data: "unknown" } as const;

const column = columnsOf<HealthRow>();

const COLUMNS = column.columns([
  column.accessor("endpoint.name", {
    id: "name",
    header: () => <Head word="name" />,
    meta: { width: "auto" },
    cell: ({ row }) => <NameCell row={row.original} />,
  }),
  column.accessor("endpoint.state", {
    id: "state",
    header: () => <Head word="status" />,
    meta: { width: "7.5rem", hideBelow: "lg" },
    cell: ({ row }) => <StatusBadge of="endpoint" state={row.original.endpoint.state} look="row" />,
  }),
  column.accessor("endpoint.score", {
    id: "score",
    header: () => <Head word="score" />,
    meta: { width: "9.5rem", hideBelow: "sm" },
    cell: ({ row }) => <ScoreCell endpoint={row.original.endpoint} />,
  }),
  column.display({
    id: "strip",
    header: () => <Head word="strip" />,
    meta: { width: "10rem", hideBelow: "md" },
    cell: ({ row }) => <StripCell endpoint={row.original.endpoint} />,
  }),
  column.accessor("endpoint.successRate", {
    id: "success",
    header: () => <Head word="success" />,
    meta: { width: "5.5rem", align: "end" },
    cell: ({ getValue }) => <ShareCell value={getValue()} />,
  }),
  column.accessor("endpoint.p95", {
    id: "p95",
    header: () => <Head word="p95" />,
    meta: { width: "6rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <DurationCell value={getValue()} />,
  }),
  column.accessor("endpoint.waiting", {
    id: "waiting",
    header: () => <Head word="waitingColumn" />,
    meta: { width: "5rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <NumberCell value={getValue()} />,
  }),
  column.accessor("endpoint.lastDeliveredAt", {
    id: "last",
    header: () => <Head word="lastDelivered" />,
    meta: { width: "8rem", align: "end", hideBelow: "xl" },
    cell: ({ getValue }) => <LastCell value={getValue()} />,
  }),
]);

/** Everything that receives events, the worst first. */
export function HealthTable({ rows }: { rows: readonly HealthRow[] }) {
  const t = useMessages(overviewMessages);
  return (
    <DataTable
      caption={t("health")}
      columns={COLUMNS}
      rows={rows}
      rowId={({ endpoint }) => endpoint.id}
      rowName={({ endpoint }) => endpoint.name}
    />
  );
}

type HeadWord = "name" | "status" | "score" | "strip" | "success" | "p95" | "waitingColumn" | "lastDelivered";

function Head({ word }: { word: HeadWord }) {
  return useMessages(overviewMessages)(word);
}

function NameCell({ row: { endpoint, href } }: { row: HealthRow }) {
  const t = useMessages(overviewMessages);
  return (
    <span className="flex min-w-0 items-center gap-2">
      <ScopeChip>{t(SCOPE[endpoint.surface])}</ScopeChip>
      <RowLink href={href} className="truncate">
        {endpoint.name}
      </RowLink>
    </span>
  );
}

function ScoreCell({ endpoint: { score, band } }: { endpoint: OverviewEndpoint }) {
  return (
    <span className="flex items-center gap-2">
      {score !== null && <span className="num w-6 text-end">{score}</span>}
      <StatusBadge of="health" state={BAND[band]} look="row" />
    </span>
  );
}

function StripCell({ endpoint }: { endpoint: OverviewEndpoint }) {
  const t = useMessages(overviewMessages);
  return <PulseStrip cells={pulseOf(endpoint.hours)} span={t("last24h")} />;
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
