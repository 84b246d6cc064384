"use client";

import { DataTable } from "@/components/data-table/data-table";
import { useMessages } from "@/components/ui/locale";
import { useSession } from "@/lib/client/session";
import { type Forward, FORWARDED_NOTICE } from "@/lib/contracts/forwards";

import { forwardColumns } from "./forward-columns";
import { forwardMessages } from "./messages";

/** Events on their way to a provider; each leads to its event. */
export function ForwardTable({ rows, busy = false }: { rows: readonly Forward[]; busy?: boolean }) {
  const t = useMessages(forwardMessages);
  const { workspace } = useSession();
  return (
    <DataTable
      caption={t("caption")}
      columns={forwardColumns}
      rows={rows.map((forward) => ({
        ...forward,
        href: forward.eventType === FORWARDED_NOTICE ? null : `/${workspace.slug}/events/${forward.eventId}`,
      }))}
      rowId={(row) => row.id}
      rowName={(row) => (row.href === null ? t("notification") : row.eventType)}
      density="twoLine"
      busy={busy}
    />
  );
}
