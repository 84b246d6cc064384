"use client";

import { cn } from "@/components/ui/cn";
import { useMessages } from "@/components/ui/locale";
import { installationQueries } from "@/lib/client/queries/installations";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { Installation } from "@/lib/contracts/installations";
import type { Provider } from "@/lib/contracts/providers";

import { installedMessages } from "./installed-messages";
import { InstalledRow } from "./installed-row";

export interface InstalledRowData {
  installation: Installation;
  provider: Provider;
}

const headStyles = "text-caption text-text-2 h-9 px-2 text-start font-normal first:ps-4 last:pe-4";

/** The integrations; one with an error explains itself in a second line of its row. */
export function InstalledTable({ rows }: { rows: readonly InstalledRowData[] }) {
  const t = useMessages(installedMessages);
  const { workspace } = useSession();
  const { data } = useQuery(installationQueries.activity(workspace.id));
  return (
    <table className="text-small w-full table-fixed border-separate border-spacing-0">
      <caption className="sr-only">{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col" className={headStyles}>
            {t("provider")}
          </th>
          <th scope="col" className={cn(headStyles, "w-36 max-sm:w-30")}>
            {t("status")}
          </th>
          <th scope="col" className={cn(headStyles, "w-44 max-lg:hidden")}>
            {t("health")}
          </th>
          <th scope="col" className={cn(headStyles, "w-20 text-end max-md:hidden")}>
            {t("in24h")}
          </th>
          <th scope="col" className={cn(headStyles, "w-20 text-end max-md:hidden")}>
            {t("out24h")}
          </th>
          <th scope="col" className={cn(headStyles, "w-36 text-end max-md:hidden")}>
            {t("lastEvent")}
          </th>
          <th scope="col" className={cn(headStyles, "w-56 ps-8 max-xl:hidden")}>
            {t("installedBy")}
          </th>
          <th scope="col" className={cn(headStyles, "w-14")}>
            <span className="sr-only">{t("actions")}</span>
          </th>
        </tr>
      </thead>
      {rows.map((row) => (
        <InstalledRow
          key={row.installation.id}
          {...row}
          activity={data?.data.find(({ installationId }) => installationId === row.installation.id)}
        />
      ))}
    </table>
  );
}
