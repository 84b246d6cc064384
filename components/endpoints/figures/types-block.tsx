"use client";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointInsightQueries, type StatsFilters } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { EndpointEventTypes } from "@/lib/contracts/endpoint-insights";
import { formatDuration } from "@/lib/shared/presentation/durations";
import { formatNumber, formatShare } from "@/lib/shared/presentation/numbers";

import { BlockFailed } from "./block-failed";
import { REFRESH_MS } from "./figures-every";
import { figureMessages } from "./messages";

/** What an endpoint receives, type by type, and how each does. */
export function TypesBlock({ endpointId, filters }: { endpointId: string; filters: StatsFilters }) {
  const t = useMessages(figureMessages);
  const { workspace } = useSession();
  const query = useQuery({
    ...endpointInsightQueries.eventTypes(workspace.id, endpointId, filters),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  const types = query.data?.data.types;
  return (
    <section aria-labelledby="types-title" className="flex min-w-0 flex-col gap-2.5">
      <h2 id="types-title" className="text-h2">
        {t("eventTypes")}
      </h2>
      <BlockFailed things={t("typesThings")} query={query} />
      {types ? (
        <Panel>
          {types.length === 0 ? <PanelPart className="text-text-2">{t("noTypes")}</PanelPart> : <Types types={types} />}
        </Panel>
      ) : (
        !query.error && (
          <LoadingRegion things={t("typesThings")}>
            <Skeleton className="rounded-card h-24" />
          </LoadingRegion>
        )
      )}
    </section>
  );
}

const HEADS = [
  ["eventType", "text-start"],
  ["deliveriesColumn", "text-end"],
  ["failedColumn", "text-end"],
  ["p95", "text-end max-md:hidden"],
  ["share", "w-36 text-start max-md:hidden"],
] as const;
/** So many of its attempts failing makes a type stand out. */
const MANY = 0.1;
const CELL = "h-10 px-2 first:ps-4 last:pe-4";

function Types({ types }: Pick<EndpointEventTypes, "types">) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const all = types.reduce((sum, type) => sum + type.deliveries, 0);
  return (
    <table className="text-small w-full border-collapse">
      <caption className="sr-only">{t("eventTypes")}</caption>
      <thead className="bg-surface-2 text-caption text-text-2">
        <tr>
          {HEADS.map(([word, look]) => (
            <th key={word} scope="col" className={cn("h-9 px-2 font-medium first:ps-4 last:pe-4", look)}>
              {t(word)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {types.map(({ eventType, deliveries, succeeded, retried, failed, p95 }) => {
          const attempts = succeeded + retried + failed;
          const share = all === 0 ? 0 : deliveries / all;
          return (
            <tr key={eventType} className="border-t">
              <th scope="row" translate="no" className={cn(CELL, "text-start font-medium wrap-anywhere")}>
                {eventType}
              </th>
              <td className={cn(CELL, "num text-end")}>{formatNumber(deliveries, locale)}</td>
              <td
                className={cn(
                  CELL,
                  "num text-end",
                  retried + failed >= attempts * MANY && retried + failed > 0 && "text-danger",
                )}
              >
                {attempts === 0 ? t("none") : formatShare((retried + failed) / attempts, locale)}
              </td>
              <td className={cn(CELL, "num text-end max-md:hidden")}>
                {p95 === null ? t("none") : formatDuration(p95, locale)}
              </td>
              <td className={cn(CELL, "max-md:hidden")}>
                <ShareBar share={share} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function ShareBar({ share }: { share: number }) {
  const locale = useLocale();
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden className="bg-surface-3 h-1.5 min-w-0 flex-1 overflow-clip rounded-full">
        <span
          className="bg-series-delivered block h-full forced-colors:bg-[CanvasText]"
          style={{ width: `${share * 100}%` }}
        />
      </span>
      <span className="num text-text-2 w-12 text-end">{formatShare(share, locale)}</span>
    </span>
  );
}
