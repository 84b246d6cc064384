"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { Forward } from "@/lib/contracts/forwards";

import { useForwardOutcome } from "./forward-outcome";
import { forwardMessages } from "./messages";
import { ResendButton } from "./resend-button";

export interface ForwardRow extends Forward {
  /** Where its event is; null for a notification, which is none. */
  href: string | null;
}

const column = columnsOf<ForwardRow>();

export const forwardColumns = column.columns([
  column.accessor("eventType", {
    header: () => <Head word="event" />,
    cell: ({ row }) => <Event row={row.original} />,
  }),
  column.accessor("state", {
    header: () => <Head word="status" />,
    meta: { width: "8rem" },
    cell: ({ getValue }) => <StatusBadge of="delivery" state={getValue()} look="row" />,
  }),
  column.accessor("attempts", {
    header: () => <Head word="attempts" />,
    meta: { width: "6rem", align: "end", hideBelow: "lg" },
  }),
  column.accessor("createdAt", {
    header: () => <Head word="created" />,
    meta: { width: "8rem", align: "end", hideBelow: "sm" },
    cell: ({ getValue }) => <Time value={getValue()} look="log" focusable={false} />,
  }),
  column.display({
    id: "actions",
    header: () => <Head word="actions" />,
    meta: { width: "8rem", align: "end", headHidden: true, hideBelow: "sm" },
    cell: ({ row }) => <ResendButton forward={row.original} />,
  }),
]);

type HeadWord = "event" | "status" | "attempts" | "created" | "actions";
function Head({ word }: { word: HeadWord }) {
  return useMessages(forwardMessages)(word);
}

function Event({ row }: { row: ForwardRow }) {
  const t = useMessages(forwardMessages);
  return (
    <TwoLineCell below={useForwardOutcome()(row)}>
      {row.href === null ? (
        <span className="font-medium">{t("notification")}</span>
      ) : (
        <RowLink href={row.href} translate="no">
          {row.eventType}
        </RowLink>
      )}
    </TwoLineCell>
  );
}
