"use client";

import { useController, useWatch } from "react-hook-form";

import { useSettled } from "@/components/filters/use-settled";
import type { ZodForm } from "@/components/form/use-zod-form";
import { useLocale, useMessages } from "@/components/ui/locale";
import { RadioGroup } from "@/components/ui/radio-group";
import { filterQueries } from "@/lib/client/queries/filters";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";
import { LINK_EVENT_TYPES, type SubscriptionName } from "@/lib/contracts/event-types";
import { type Filter, readFilter } from "@/lib/contracts/filter";
import { formatNumber } from "@/lib/shared/presentation/numbers";

import type { EndpointFormSchema } from "./endpoint-form";
import { linksOf, withLinks } from "./links-filter";
import { LinksPicker } from "./links-picker";
import { endpointMessages } from "./messages";

/** Above so many a day, a receiver of all links is asked whether it wants them all. */
const MANY_A_DAY = 10_000;
const SETTLES_AFTER_MS = 300;

const ofLinks = (events: readonly SubscriptionName[]): SubscriptionName[] =>
  events.filter((name) => LINK_EVENT_TYPES.some((type) => type === name));

/** Whether events of all links are sent or of some; kept as a condition of the filter. */
export function LinksField({ form }: { form: ZodForm<EndpointFormSchema> }) {
  const t = useMessages(endpointMessages);
  const locale = useLocale();
  const { field } = useController({ control: form.control, name: "filters" });
  const events = ofLinks(useWatch({ control: form.control, name: "events" }));
  const chosen = linksOf(field.value);
  const perDay = usePerDay(events, field.value);
  if (events.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2.5">
      <legend className="text-h3 pb-2.5">{t("whichLinks")}</legend>
      <RadioGroup
        label={t("whichLinks")}
        orientation="horizontal"
        value={chosen === null ? "all" : "chosen"}
        onChange={(value) => field.onChange(withLinks(field.value, value === "all" ? null : []))}
        options={[
          { value: "all", label: t("allLinks") },
          { value: "chosen", label: t("chosenLinks") },
        ]}
      />
      {chosen !== null && (
        <LinksPicker value={chosen} onChange={(links) => field.onChange(withLinks(field.value, links))} />
      )}
      {perDay !== null && (
        <p className={chosen === null && perDay > MANY_A_DAY ? "text-small text-warning" : "text-small text-text-3"}>
          {t(chosen === null && perDay > MANY_A_DAY ? "linksMany" : "linksVolume", {
            n: formatNumber(perDay >= 1 ? Math.round(perDay) : perDay, locale),
          })}
        </p>
      )}
    </fieldset>
  );
}

/** Events a day that would be sent, from the last seven; null when that is not known. */
function usePerDay(events: SubscriptionName[], filters: Filter | null): number | null {
  const { workspace } = useSession();
  const settled = useSettled({ events, filters }, SETTLES_AFTER_MS);
  const { data } = useQuery({
    ...filterQueries.preview(workspace.id, settled),
    enabled: settled.events.length > 0 && readFilter(settled.filters ?? {}).issues.length === 0,
  });
  return data?.data.week.perDay ?? null;
}
