"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { Duration } from "@/components/ui/duration";
import { useMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { Replay } from "@/lib/contracts/replays";

import { replaysMessages } from "./messages";
import { ProgressBar } from "./progress-bar";
import { finishedOf, ReplayState } from "./replay-state";

export interface ReplayRow extends Replay {
  href: string;
  name: string;
}

const column = columnsOf<ReplayRow>();

export const replayColumns = column.columns([
  column.accessor("name", {
    header: () => <Head word="name" />,
    cell: ({ row: { original } }) => (
      <TwoLineCell below={<Finished replay={original} />}>
        <RowLink href={original.href}>{original.name}</RowLink>
      </TwoLineCell>
    ),
  }),
  column.accessor("state", {
    header: () => <Head word="state" />,
    meta: { width: "9.5rem" },
    cell: ({ row }) => <ReplayState replay={row.original} look="row" />,
  }),
  column.display({
    id: "progress",
    header: () => <Head word="progress" />,
    meta: { width: "8rem", hideBelow: "md" },
    cell: ({ row }) => <ProgressBar progress={row.original.progress} label={row.original.name} />,
  }),
  column.display({
    id: "outcome",
    header: () => <Head word="outcome" />,
    meta: { width: "12rem", align: "end", hideBelow: "lg" },
    cell: ({ row }) => <Outcome replay={row.original} />,
  }),
  column.display({
    id: "by",
    header: () => <Head word="startedBy" />,
    meta: { width: "8rem", hideBelow: "lg" },
    cell: ({ row }) => <span className="block truncate">{row.original.createdBy.name}</span>,
  }),
  column.accessor("createdAt", {
    header: () => <Head word="started" />,
    meta: { width: "7.5rem", align: "end", hideBelow: "sm" },
    cell: ({ row }) => <Time value={row.original.createdAt} focusable={false} />,
  }),
  column.display({
    id: "duration",
    header: () => <Head word="duration" />,
    meta: { width: "6.5rem", align: "end", hideBelow: "lg" },
    cell: ({ row }) => <Took replay={row.original} />,
  }),
]);

function Head({ word }: { word: "name" | "state" | "progress" | "outcome" | "startedBy" | "started" | "duration" }) {
  return useMessages(replaysMessages)(word);
}

function Finished({ replay: { progress } }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  return <span className="num">{t("progressOf", { done: finishedOf(progress), total: progress.total })}</span>;
}

function Outcome({ replay: { progress } }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  const { delivered, failed, leftOut } = progress;
  return <span className="num">{t("outcomeOf", { delivered, failed, leftOut })}</span>;
}

function Took({ replay: { createdAt, finishedAt } }: { replay: Replay }) {
  const t = useMessages(replaysMessages);
  if (finishedAt === null) return <span className="text-text-3">{t("none")}</span>;
  return <Duration ms={Date.parse(finishedAt) - Date.parse(createdAt)} />;
}
