"use client";

import type { ReactNode } from "react";

import { cn } from "@/components/ui/cn";
import { useLocale, useMessages, useRichMessages } from "@/components/ui/locale";
import { STATUS, statusMessages } from "@/components/ui/status";
import { useTimeReading } from "@/components/ui/time-zone";
import { useEndpointNames } from "@/lib/client/endpoint-names";
import { DELIVERY_STATES, type Delivery } from "@/lib/contracts/deliveries";
import { EVENT_TYPE_NAMES } from "@/lib/contracts/event-types";
import { formatList } from "@/lib/shared/presentation/numbers";
import { fromWallClock, toWallClock } from "@/lib/shared/presentation/wall-clock";

import { replayMessages } from "./messages";
import type { ReplayFilterInput, ReplayScope } from "./scope";

export interface ScopeSentenceProps {
  scope: ReplayScope;
  onChange: (scope: ReplayScope) => void;
}

/** What will be sent, as one sentence whose parts can be changed where they are read. */
export function ScopeSentence({ scope, onChange }: ScopeSentenceProps) {
  const t = useMessages(replayMessages);
  const rich = useRichMessages(replayMessages);
  if (scope.by === "deliveries") return <p>{t("scopeChosen", { n: scope.ids.length })}</p>;
  if (scope.by === "incident")
    return (
      <p>
        {rich("scopeIncident", {
          endpoint: scope.endpointName,
          headline: scope.headline,
          strong: bold,
        })}
      </p>
    );
  return <FilterSentence filter={scope.filter} onChange={(filter) => onChange({ by: "filter", filter })} />;
}

const bold = (inner: ReactNode[]): ReactNode => <strong className="font-semibold">{inner}</strong>;

interface FilterSentenceProps {
  filter: ReplayFilterInput;
  onChange: (filter: ReplayFilterInput) => void;
}

const USUAL_STATES = ["failed", "failed,retrying", "retrying", "delivered"] as const;

function FilterSentence({ filter, onChange }: FilterSentenceProps) {
  const t = useMessages(replayMessages);
  const rich = useRichMessages(replayMessages);
  const states = useMessages(statusMessages);
  const locale = useLocale();
  const names = useEndpointNames();

  const stateWords = (value: string): string =>
    formatList(
      value
        .split(",")
        .filter(isState)
        .map((each) => states(STATUS.delivery[each].label).toLocaleLowerCase(locale)),
      locale,
      "or",
    );
  const change = (name: "state" | "eventType" | "endpointId" | "start" | "end") => (value: string) => {
    const { [name]: _, ...rest } = filter;
    onChange(value === "" ? rest : { ...rest, [name]: value });
  };
  const { state = "", eventType = "", endpointId = "", start, end } = filter;

  return (
    <>
      <p className="text-body leading-8">
        {rich("scopeFilter", {
          states: (
            <Choice
              label={t("states")}
              value={state}
              onChange={change("state")}
              options={[
                ...optionsWith(state, USUAL_STATES).map((value) => ({ value, label: stateWords(value) })),
                { value: "", label: t("anyState") },
              ]}
            />
          ),
          types: (
            <Choice
              label={t("types")}
              value={eventType}
              onChange={change("eventType")}
              options={[
                { value: "", label: t("allTypes") },
                ...optionsWith(eventType, EVENT_TYPE_NAMES).map((value) => ({
                  value,
                  label: formatList(value.split(","), locale),
                })),
              ]}
            />
          ),
          endpoint: (
            <Choice
              label={t("endpoint")}
              value={endpointId}
              onChange={change("endpointId")}
              options={[
                { value: "", label: t("allEndpoints") },
                ...optionsWith(endpointId, Object.keys(names)).map((value) => ({
                  value,
                  label: names[value] ?? t("someEndpoints", { n: value.split(",").length }),
                })),
              ]}
            />
          ),
          start: <Moment label={t("from")} value={start} onChange={change("start")} />,
          end: <Moment label={t("to")} value={end} onChange={change("end")} />,
        })}
      </p>
      <Further filter={filter} />
    </>
  );
}

/** Filters that have no place in the sentence are still named: what is counted must be readable. */
function Further({ filter }: { filter: ReplayFilterInput }) {
  const t = useMessages(replayMessages);
  const locale = useLocale();
  const further = [
    [t("result"), filter.result ?? filter.statusCode ?? filter.errorClass],
    [t("search"), filter.q],
    [t("attempts"), filter.attempts],
    [t("slow"), filter.minResponseTimeMs],
    [t("scope"), filter.surface],
    [t("replay"), filter.replayId],
    [t("integration"), filter.installationId],
    [t("link"), filter.linkId],
    [t("incident"), filter.incidentId],
  ].flatMap(([name, value]) => (value ? [t("narrowedBy", { name: name ?? "", value })] : []));
  if (further.length === 0) return null;
  return <p className="text-small text-text-2">{t("alsoNarrowed", { list: formatList(further, locale) })}</p>;
}

const inSentence =
  "rounded-badge border-b border-text-3 bg-transparent px-0.5 font-semibold hover:bg-surface-2 pointer-coarse:min-h-11";

interface ChoiceProps {
  label: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
}

/** A select that reads as a word of the sentence. */
function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className={cn(inSentence, "field-sizing-content max-w-full cursor-pointer truncate")}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}

function Moment({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string | undefined;
  onChange: (value: string) => void;
}) {
  const { timeZone } = useTimeReading();
  return (
    <input
      type="datetime-local"
      aria-label={label}
      value={value === undefined ? "" : toWallClock(new Date(value), timeZone)}
      onChange={(event) => onChange(fromWallClock(event.target.value, timeZone)?.toISOString() ?? "")}
      className={cn(inSentence, "num max-w-full")}
    />
  );
}

/** The usual ones, and what is chosen when it is none of them. */
const optionsWith = (chosen: string, usual: readonly string[]): string[] =>
  chosen === "" || usual.includes(chosen) ? [...usual] : [chosen, ...usual];

const isState = (text: string): text is Delivery["state"] => (DELIVERY_STATES as readonly string[]).includes(text);
