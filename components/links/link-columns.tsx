"use client";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Time } from "@/components/ui/time";
import type { Link } from "@/lib/contracts/links";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { LinkState } from "./link-state";
import { linkMessages } from "./messages";

export type LinkRow = Link & { href: string };

const column = columnsOf<LinkRow>();

export const linkColumns = column.columns([
  column.accessor("shortCode", {
    id: "link",
    header: () => <Head word="link" />,
    meta: { width: "auto" },
    cell: ({ row: { original: link } }) => (
      <TwoLineCell
        below={
          <span dir="ltr" translate="no">
            {link.destinationUrl}
          </span>
        }
      >
        <RowLink href={link.href}>{link.title ?? link.shortCode}</RowLink>
      </TwoLineCell>
    ),
  }),
  column.display({
    id: "state",
    header: () => <Head word="state" />,
    meta: { width: "6rem" },
    cell: ({ row }) => <LinkState link={row.original} />,
  }),
  column.accessor("clicks", {
    id: "clicks",
    header: () => <Head word="clicks" />,
    meta: { width: "6rem", align: "end", hideBelow: "sm" },
    cell: ({ getValue }) => <Count value={getValue()} />,
  }),
  column.accessor("createdAt", {
    id: "created",
    header: () => <Head word="created" />,
    meta: { width: "9rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <Time value={getValue()} focusable={false} />,
  }),
]);

function Head({ word }: { word: "link" | "state" | "clicks" | "created" }) {
  return useMessages(linkMessages)(word);
}

function Count({ value }: { value: number }) {
  return <span className="num">{formatNumber(value, useLocale())}</span>;
}
