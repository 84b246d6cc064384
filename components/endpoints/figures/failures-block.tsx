"use client";

import { CircleCheck, OctagonX } from "lucide-react";

import { NextStep } from "@/components/diagnosis/next-step";
import { cn } from "@/components/ui/cn";
import { useLocale, useMessages } from "@/components/ui/locale";
import { Panel, PanelPart } from "@/components/ui/panel";
import { LoadingRegion, Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { usePollUnlessLive } from "@/lib/client/live";
import { endpointInsightQueries, type StatsFilters } from "@/lib/client/queries/endpoint-insights";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import type { EndpointFailures, FailureGroup } from "@/lib/contracts/endpoint-insights";
import type { Endpoint } from "@/lib/contracts/endpoints";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import { BlockFailed } from "./block-failed";
import { REFRESH_MS } from "./figures-every";
import { figureMessages } from "./messages";

type Handlers = Readonly<Partial<Record<string, () => void>>>;

export interface FailuresBlockProps {
  endpoint: Endpoint;
  filters: StatsFilters;
  /** What this page can do itself: send a test, run a diagnosis. */
  handlers: Handlers;
}

/** Why deliveries fail, cause by cause: how often, since when, one of them, and what to do. */
export function FailuresBlock({ endpoint, filters, handlers }: FailuresBlockProps) {
  const t = useMessages(figureMessages);
  const { workspace } = useSession();
  const query = useQuery({
    ...endpointInsightQueries.failures(workspace.id, endpoint.id, filters),
    refetchInterval: usePollUnlessLive(REFRESH_MS),
  });
  const failures = query.data?.data;
  return (
    <section aria-labelledby="failures-title" className="flex flex-col gap-2.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="failures-title" className="text-h2">
          {t("whyFail")}
        </h2>
        {failures && failures.groups.length > 0 && (
          <TextLink href={rowsOf(workspace.slug, endpoint.id, failures)}>{t("seeFailed")}</TextLink>
        )}
      </div>
      <BlockFailed things={t("failuresThings")} query={query} />
      {failures ? (
        <Panel>
          {failures.groups.length === 0 ? (
            <PanelPart className="text-text-2 flex items-center gap-2">
              <CircleCheck className="size-4" aria-hidden />
              {t("nothingFailed")}
            </PanelPart>
          ) : (
            <Groups endpoint={endpoint} failures={failures} handlers={handlers} />
          )}
          {!failures.exact && (
            <PanelPart className="text-small text-text-2">{t("countedNewest", { n: failures.counted })}</PanelPart>
          )}
        </Panel>
      ) : (
        !query.error && (
          <LoadingRegion things={t("failuresThings")}>
            <Skeleton className="rounded-card h-24" />
          </LoadingRegion>
        )
      )}
    </section>
  );
}

const rowsOf = (slug: string, endpoint: string, { start, end }: EndpointFailures): string =>
  `/${slug}/deliveries?${new URLSearchParams({ range: "custom", from: start, to: end, endpoint, status: "failed,retrying" }).toString()}`;

interface GroupsProps {
  endpoint: Endpoint;
  failures: EndpointFailures;
  handlers: Handlers;
}

const HEADS = [
  ["cause", "text-start"],
  ["attemptsColumn", "text-end"],
  ["deliveriesColumn", "text-end max-lg:hidden"],
  ["firstSeen", "text-end max-lg:hidden"],
  ["lastSeen", "text-end"],
  ["eventTypes", "text-start max-xl:hidden"],
  ["sample", "text-start"],
  ["nextStep", "text-end"],
] as const;

function Groups({ endpoint, failures: { groups }, handlers }: GroupsProps) {
  const t = useMessages(figureMessages);
  const going = groups.filter((group) => !group.resolved);
  const over = groups.filter((group) => group.resolved);
  const row = (group: FailureGroup) => (
    <Group key={`${group.cause} ${group.statusCode}`} group={group} endpoint={endpoint} handlers={handlers} />
  );
  return (
    <table className="text-small w-full border-collapse">
      <caption className="sr-only">{t("whyFail")}</caption>
      <thead className="bg-surface-2 text-caption text-text-2 max-md:sr-only">
        <tr>
          {HEADS.map(([word, look]) => (
            <th key={word} scope="col" className={cn("h-9 px-2 font-medium first:ps-4 last:pe-3", look)}>
              {t(word)}
            </th>
          ))}
        </tr>
      </thead>
      {going.length > 0 && <tbody>{going.map(row)}</tbody>}
      {over.length > 0 && (
        <tbody>
          <tr className="border-t max-md:block">
            <th
              scope="rowgroup"
              colSpan={HEADS.length}
              className="text-text-3 px-4 pt-3 pb-1 text-start font-normal max-md:block"
            >
              {t("resolved")}
            </th>
          </tr>
          {over.map(row)}
        </tbody>
      )}
    </table>
  );
}

function Group({ group, endpoint, handlers }: { group: FailureGroup; endpoint: Endpoint; handlers: Handlers }) {
  const t = useMessages(figureMessages);
  const locale = useLocale();
  const { workspace } = useSession();
  const { headline, attempts, deliveries, firstSeenAt, lastSeenAt, sampleDeliveryId, nextStep, resolved } = group;
  const sample = `/${workspace.slug}/deliveries/${sampleDeliveryId}`;
  const number = (value: number): string => formatNumber(value, locale);
  const Icon = resolved ? CircleCheck : OctagonX;
  return (
    <tr className={cn(ROW, resolved && "text-text-2")}>
      <th scope="row" className={cn(CELL, "text-start font-medium wrap-anywhere max-md:w-full")}>
        <span className="flex items-start gap-2">
          <Icon aria-hidden className={cn("mt-px size-4", resolved ? "text-text-3" : "text-danger")} />
          {headline}
        </span>
      </th>
      <td className={cn(CELL, "num text-end")}>
        <Inline name={t("attemptsColumn")} />
        {number(attempts)}
      </td>
      <td className={cn(CELL, "num text-end max-lg:hidden")}>{number(deliveries)}</td>
      <td className={cn(CELL, "num text-end whitespace-nowrap max-lg:hidden")}>
        <Time value={firstSeenAt} look="dayClock" focusable={false} />
      </td>
      <td className={cn(CELL, "num text-end whitespace-nowrap")}>
        <Inline name={t("lastSeen")} />
        <Time value={lastSeenAt} focusable={false} />
      </td>
      <td className={cn(CELL, "max-xl:hidden")}>
        <TypeNames types={group.eventTypes} of={endpoint.events.length} />
      </td>
      <td className={cn(CELL, "whitespace-nowrap")}>
        <TextLink href={sample}>{t("seeSample")}</TextLink>
      </td>
      <td className={cn(CELL, "text-end max-md:grow")}>
        {nextStep && (
          <NextStep
            step={{ key: nextStep.key, label: nextStep.label, value: nextStep.value }}
            endpoint={endpoint}
            handlers={handlers}
            deliveryHref={sample}
            variant="secondary"
            size="small"
          />
        )}
      </td>
    </tr>
  );
}

/** On a phone a row is a few lines, and a number needs its name beside it. */
const ROW =
  "border-t max-md:flex max-md:flex-wrap max-md:items-center max-md:gap-x-4 max-md:gap-y-1.5 max-md:px-4 max-md:py-3";
const CELL = "px-2 py-2 first:ps-4 last:pe-3 max-md:p-0 max-md:first:ps-0 max-md:last:pe-0";

const Inline = ({ name }: { name: string }) => (
  <span aria-hidden className="text-text-3 pe-1.5 md:hidden">
    {name}
  </span>
);

const NAMED = 2;

function TypeNames({ types, of }: { types: readonly string[]; of: number }) {
  const t = useMessages(figureMessages);
  if (types.length > 1 && types.length >= of) return t("allTypes", { n: types.length });
  const more = types.length - NAMED;
  return (
    <span title={types.join(", ")} translate="no">
      {types.slice(0, NAMED).join(", ")}
      {more > 0 && ` +${more}`}
    </span>
  );
}
