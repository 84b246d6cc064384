"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { Duration } from "@/components/ui/duration";
import { useMessages } from "@/components/ui/locale";
import { StatusBadge } from "@/components/ui/status-badge";
import { Time } from "@/components/ui/time";
import type { Receipt } from "@/lib/contracts/receipts";

import { receiptMessages } from "./messages";
import { useProducedWords } from "./produced-words";

export interface ReceiptRow extends Receipt {
  href: string;
}

const column = columnsOf<ReceiptRow>();

export const receiptColumns = column.columns([
  column.accessor("state", {
    header: () => <Head word="status" />,
    meta: { width: "8rem" },
    cell: ({ getValue }) => <StatusBadge of="inbound" state={getValue()} look="row" />,
  }),
  column.accessor("topic", {
    header: () => <Head word="topic" />,
    cell: ({ row: { original } }) => <Topic receipt={original} />,
  }),
  column.display({
    id: "became",
    header: () => <Head word="became" />,
    meta: { hideBelow: "md" },
    cell: ({ row }) => <Became receipt={row.original} />,
  }),
  column.accessor("receivedAt", {
    header: () => <Head word="received" />,
    meta: { width: "8rem", align: "end", hideBelow: "sm" },
    cell: ({ getValue }) => <Time value={getValue()} look="log" focusable={false} />,
  }),
  column.display({
    id: "duration",
    header: () => <Head word="duration" />,
    meta: { width: "6rem", align: "end", hideBelow: "lg" },
    cell: ({ row }) => <Took receipt={row.original} />,
  }),
  column.accessor("externalId", {
    header: () => <Head word="externalId" />,
    meta: { width: "15rem", hideBelow: "lg" },
    cell: ({ getValue }) => (
      <span dir="ltr" translate="no" className="text-mono-sm text-text-2 block truncate font-mono">
        {getValue()}
      </span>
    ),
  }),
]);

type HeadWord = "status" | "topic" | "became" | "received" | "duration" | "externalId";
function Head({ word }: { word: HeadWord }) {
  return useMessages(receiptMessages)(word);
}

function Topic({ receipt: { topic, href } }: { receipt: ReceiptRow }) {
  const t = useMessages(receiptMessages);
  return (
    <span className="flex min-w-0 *:truncate" translate="no">
      <RowLink href={href}>{topic ?? t("noTopic")}</RowLink>
    </span>
  );
}

function Became({ receipt: { produced, reason, error } }: { receipt: Receipt }) {
  const t = useMessages(receiptMessages);
  const words = useProducedWords();
  const made = produced.filter(({ kind }) => kind !== "ignored").map(words);
  return (
    <span className="text-text-2 block truncate">
      {made.length > 0 ? [...new Set(made)].join(", ") : (error ?? reason ?? t("nothing"))}
    </span>
  );
}

function Took({ receipt: { receivedAt, processedAt } }: { receipt: Receipt }) {
  const t = useMessages(receiptMessages);
  if (processedAt === null) return <span className="text-text-3">{t("nothing")}</span>;
  return <Duration ms={Math.max(0, Date.parse(processedAt) - Date.parse(receivedAt))} />;
}
