"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { STATUS, statusMessages } from "@/components/ui/status";
import { useEndpointNames } from "@/lib/client/endpoint-names";
import { DELIVERY_STATES } from "@/lib/contracts/deliveries";
import { EVENT_FAMILIES, EVENT_TYPES } from "@/lib/contracts/event-types";

import { attemptMessages } from "../attempt/messages";
import { useDeliveryLog } from "./delivery-log";
import { deliveryMessages } from "./messages";
import { FIRST_PAGE } from "./search-params";
import { useDeliverySearch } from "./use-delivery-search";

const ANY = "any";
const CLASSES = ["timeout", "refused", "reset", "dns", "tls", "blocked", "protocol"] as const;
const RESULTS = ["2xx", "3xx", "4xx", "5xx", ...CLASSES] as const;
const isClass = (result: string): result is (typeof CLASSES)[number] => (CLASSES as readonly string[]).includes(result);

/** Everything the list can be narrowed by. Each choice counts at once. */
export function FilterFields() {
  const t = useMessages(deliveryMessages);
  const words = useMessages(attemptMessages);
  const states = useMessages(statusMessages);
  const [search, setSearch] = useDeliverySearch();
  const { endpointId } = useDeliveryLog();
  const endpoints = useEndpointNames();
  const status = search.status ?? [];
  const result = search.result ?? [];

  const one = (value: string): string[] | null => (value === ANY ? null : [value]);

  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1.5 font-medium">{t("filterStatus")}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
          {DELIVERY_STATES.map((state) => (
            <Checkbox
              key={state}
              checked={status.includes(state)}
              onCheckedChange={(on) => {
                const next = on ? [...status, state] : status.filter((each) => each !== state);
                setSearch({ ...FIRST_PAGE, status: next.length > 0 ? next : null });
              }}
            >
              {states(STATUS.delivery[state].label)}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Field label={t("filterEvent")}>
        <Select
          value={search.event?.[0] ?? ANY}
          onChange={(value) => setSearch({ ...FIRST_PAGE, event: one(value) })}
          options={[{ value: ANY, label: t("anyEvent") }, ...EVENT_OPTIONS]}
        />
      </Field>
      {endpointId === undefined && (
        <Field label={t("filterEndpoint")}>
          <Select
            value={search.endpoint?.[0] ?? ANY}
            onChange={(value) => setSearch({ ...FIRST_PAGE, endpoint: one(value) })}
            options={[
              { value: ANY, label: t("anyEndpoint") },
              ...Object.entries(endpoints).map(([value, label]) => ({ value, label })),
            ]}
          />
        </Field>
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="pb-1.5 font-medium">{t("filterResult")}</legend>
        <div className="grid grid-cols-2 gap-x-4 gap-y-1.5">
          {RESULTS.map((each) => (
            <Checkbox
              key={each}
              checked={result.includes(each)}
              onCheckedChange={(on) => {
                const next = on ? [...result, each] : result.filter((other) => other !== each);
                setSearch({ ...FIRST_PAGE, result: next.length > 0 ? next : null });
              }}
            >
              {isClass(each) ? words(each) : each}
            </Checkbox>
          ))}
        </div>
      </fieldset>
      <Checkbox
        checked={search.test !== "hide"}
        onCheckedChange={(on) => setSearch({ ...FIRST_PAGE, test: on ? "show" : null })}
      >
        {t("showTests")}
      </Checkbox>
    </div>
  );
}

/** Families first, each with its types below. */
const EVENT_OPTIONS = EVENT_FAMILIES.flatMap(({ family }) => {
  const types = EVENT_TYPES.filter((each) => each.family === family).map(({ type }) => type);
  const stems = [...new Set(types.map((type) => `${type.slice(0, type.indexOf("."))}.*`))];
  return [...stems, ...types].map((value) => ({ value, label: value }));
});
