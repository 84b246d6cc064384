"use client";

import { Ellipsis, Filter } from "lucide-react";

import { columnsOf } from "@/components/data-table/columns";
import { RowLink } from "@/components/data-table/row-link";
import { TwoLineCell } from "@/components/data-table/two-line-cell";
import { useCopy } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Menu, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { Popover } from "@/components/ui/popover";
import { Time } from "@/components/ui/time";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { EVENT_TYPES } from "@/lib/contracts/event-types";
import type { EndpointScope } from "@/lib/shared/endpoint-scope";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { EndpointStatus } from "./endpoint-status";
import { hostOf } from "./host-of";
import { endpointMessages } from "./messages";
import { useEndpointActions } from "./use-endpoint-actions";

export interface EndpointRow {
  endpoint: Endpoint;
  scope: EndpointScope;
  href: string;
}

const column = columnsOf<EndpointRow>();

export const endpointColumns = column.columns([
  column.accessor("endpoint.name", {
    id: "name",
    header: () => <Head word="name" />,
    meta: { width: "auto" },
    cell: ({ row }) => <NameCell row={row.original} />,
  }),
  column.accessor("endpoint.state", {
    id: "state",
    header: () => <Head word="status" />,
    meta: { width: "9rem" },
    cell: ({ row }) => <EndpointStatus endpoint={row.original.endpoint} look="row" />,
  }),
  column.display({
    id: "events",
    header: () => <Head word="events" />,
    meta: { width: "7rem", hideBelow: "sm" },
    cell: ({ row }) => <EventsCell endpoint={row.original.endpoint} />,
  }),
  column.display({
    id: "filter",
    header: () => <Head word="filterColumn" />,
    meta: { width: "5.5rem", hideBelow: "lg" },
    cell: ({ row }) => <FilterCell endpoint={row.original.endpoint} />,
  }),
  column.accessor("endpoint.heldCount", {
    id: "held",
    header: () => <Head word="held" />,
    meta: { width: "5.5rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <HeldCell count={getValue()} />,
  }),
  column.accessor("endpoint.updatedAt", {
    id: "changed",
    header: () => <Head word="changed" />,
    meta: { width: "10rem", align: "end", hideBelow: "md" },
    cell: ({ getValue }) => <Time value={getValue()} focusable={false} />,
  }),
  column.display({
    id: "actions",
    header: () => <Head word="actions" />,
    meta: { width: "3.5rem", align: "end", headHidden: true },
    cell: ({ row }) => <RowMenu row={row.original} />,
  }),
]);

function Head({
  word,
}: {
  word: keyof typeof endpointMessages &
    ("name" | "status" | "events" | "filterColumn" | "held" | "changed" | "actions");
}) {
  return useMessages(endpointMessages)(word);
}

function NameCell({ row: { endpoint, href } }: { row: EndpointRow }) {
  const t = useMessages(endpointMessages);
  return (
    <TwoLineCell
      below={
        endpoint.managedBy ? (
          t("managedBy", { provider: endpoint.managedBy.provider })
        ) : (
          <span dir="ltr" translate="no">
            {hostOf(endpoint.url)}
          </span>
        )
      }
    >
      <RowLink href={href}>{endpoint.name}</RowLink>
    </TwoLineCell>
  );
}

function EventsCell({ endpoint }: { endpoint: Endpoint }) {
  const t = useMessages(endpointMessages);
  return (
    <Popover
      label={t("eventsList")}
      trigger={
        <button type="button" className="num rounded-badge touch-target text-text-2 hover:text-text relative">
          {t("eventsOf", { n: endpoint.events.length, total: EVENT_TYPES.length })}
        </button>
      }
    >
      <ul className="text-mono-sm flex flex-col gap-1 font-mono" translate="no">
        {endpoint.events.map((type) => (
          <li key={type}>{type}</li>
        ))}
      </ul>
    </Popover>
  );
}

function FilterCell({ endpoint }: { endpoint: Endpoint }) {
  const t = useMessages(endpointMessages);
  if (endpoint.filters === null) return <span className="text-text-3">{t("none")}</span>;
  return (
    <>
      <Filter aria-hidden className="text-text-2 size-4" />
      <span className="sr-only">{t("filtered")}</span>
    </>
  );
}

function HeldCell({ count }: { count: number }) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  return count === 0 ? <span className="text-text-3">{t("none")}</span> : formatNumber(count, locale);
}

function RowMenu({ row: { endpoint, scope } }: { row: EndpointRow }) {
  const t = useMessages(endpointMessages);
  const actions = useEndpointActions(endpoint, scope);
  const { copy } = useCopy(endpoint.id, t("id"));
  const locked = actions.forbidden === undefined ? {} : { disabledReason: actions.forbidden };
  return (
    <>
      <Menu trigger={<IconButton size="small" label={t("actionsOf", { name: endpoint.name })} icon={<Ellipsis />} />}>
        {endpoint.state === "enabled" ? (
          <MenuItem onSelect={actions.pause} {...locked}>
            {t("pause")}
          </MenuItem>
        ) : (
          <MenuItem onSelect={actions.enable} {...locked}>
            {t(endpoint.heldCount > 0 ? "enableDots" : "enable")}
          </MenuItem>
        )}
        <MenuItem onSelect={copy}>{t("copyId")}</MenuItem>
        <MenuSeparator />
        <MenuItem tone="danger" onSelect={actions.askDelete} {...locked}>
          {t("remove")}
        </MenuItem>
      </Menu>
      {actions.dialogs}
    </>
  );
}
