"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { EmailSummary } from "@/lib/contracts/emails";

import { emailMessages } from "./messages";

export type EmailRow = EmailSummary & { href: string };

const column = columnsOf<EmailRow>();

export const emailColumns = column.columns([
  column.accessor("subject", {
    id: "subject",
    header: () => <Head word="subject" />,
    meta: { width: "auto" },
    cell: ({ row: { original } }) => (
      <TwoLineCell below={original.to}>
        <RowLink href={original.href} scroll={false}>
          {original.subject}
        </RowLink>
      </TwoLineCell>
    ),
  }),
  column.accessor("state", {
    id: "status",
    header: () => <Head word="status" />,
    meta: { width: "9rem" },
    cell: ({ getValue }) => <StatusBadge of="email" state={getValue()} look="row" />,
  }),
  column.accessor("stateDetail", {
    id: "reason",
    header: () => <Head word="reason" />,
    meta: { width: "30%", hideBelow: "lg" },
    cell: ({ getValue }) => <span className="text-text-2 line-clamp-2">{getValue()}</span>,
  }),
  column.accessor("createdAt", {
    id: "time",
    header: () => <Head word="time" />,
    meta: { width: "10rem", align: "end", hideBelow: "sm" },
    cell: ({ getValue }) => <Time value={getValue()} focusable={false} />,
  }),
]);

function Head({ word }: { word: keyof typeof emailMessages & ("subject" | "status" | "reason" | "time") }) {
  return useMessages(emailMessages)(word);
}
