"use client";

import { useState } from "react";

import { Chip } from "@/components/ui/chip";
import { useMessages } from "@/components/ui/locale";
import { Select } from "@/components/ui/select";
import { TextInput } from "@/components/ui/text-input";
import { filterQueries } from "@/lib/client/queries/filters";
import { useSession } from "@/lib/client/session";
import { useQuery } from "@/lib/client/use-query";

import { type Condition, isValue } from "./draft";
import type { FilterField } from "./fields";
import { useFilterScope } from "./filter-scope";
import { filterMessages } from "./messages";
import { TAKES } from "./operators";
import { SuggestInput, type Suggestion } from "./suggest-input";

export interface ConditionValueProps {
  condition: Condition;
  field: FilterField | undefined;
  /** Which row it is, for its name. */
  n: number;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (values: string[]) => void;
}

/** What the field is compared with: nothing, one value, two, or several. */
export function ConditionValue(props: ConditionValueProps) {
  const { condition, n, onChange } = props;
  const t = useMessages(filterMessages);
  const takes = TAKES[condition.operator];
  const [first = "", second = ""] = condition.values;
  if (takes === 0) return null;
  if (takes === "many") return <Several {...props} />;
  if (takes === 1) return <One {...props} label={t("value", { n })} value={first} onChange={(to) => onChange([to])} />;
  return (
    <div className="flex items-center gap-1.5">
      <One {...props} label={t("value", { n })} value={first} onChange={(to) => onChange([to, second])} />
      <span className="text-small text-text-3">{t("and")}</span>
      <One {...props} label={t("valueTo", { n })} value={second} onChange={(to) => onChange([first, to])} />
    </div>
  );
}

interface OneProps extends Omit<ConditionValueProps, "onChange" | "n"> {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function One({ condition, field, label, value, invalid, describedBy, onChange }: OneProps) {
  const t = useMessages(filterMessages);
  const seen = useSeenValues(field);
  const common = { "aria-label": label, "aria-describedby": describedBy };
  const wrong = invalid && !isValue(condition.as, value);
  if (condition.as === "boolean")
    return (
      <Select
        {...common}
        value={value === "" ? null : value}
        placeholder={t("chooseValue")}
        onChange={onChange}
        options={[
          { value: "true", label: t("yes") },
          { value: "false", label: t("no") },
        ]}
      />
    );
  if (condition.as === "time")
    return (
      <TextInput
        {...common}
        type="datetime-local"
        step={1}
        aria-invalid={wrong || undefined}
        value={value === "" || Number.isNaN(Date.parse(value)) ? "" : new Date(value).toISOString().slice(0, 19)}
        onChange={(event) => onChange(utcOf(event.target.value))}
      />
    );
  // Of a short list one is chosen; starting and ending take any text.
  if (field && field.values.length > 0 && (condition.operator === "eq" || condition.operator === "neq"))
    return (
      <Select
        {...common}
        value={value === "" ? null : value}
        placeholder={t("chooseValue")}
        onChange={onChange}
        options={[...new Set([...field.values, ...(value === "" ? [] : [value])])].map((each) => ({
          value: each,
          label: each,
        }))}
      />
    );
  return (
    <SuggestInput
      label={label}
      value={value}
      onChange={onChange}
      placeholder={field?.example ?? t("valuePlaceholder")}
      suggestions={seen.groups}
      invalid={wrong}
      describedBy={describedBy}
      onFocus={seen.ask}
    />
  );
}

function Several({ condition, field, n, invalid, describedBy, onChange }: ConditionValueProps) {
  const t = useMessages(filterMessages);
  const [text, setText] = useState("");
  const seen = useSeenValues(field);
  const { as, values } = condition;
  function add(typed: string): void {
    const value = typed.trim();
    if (!isValue(as, value)) return;
    setText("");
    if (!values.includes(value)) onChange([...values, value]);
  }
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      {values.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {values.map((value) => (
            <Chip key={value} mono thing={value} onRemove={() => onChange(values.filter((each) => each !== value))}>
              {value}
            </Chip>
          ))}
        </div>
      )}
      <SuggestInput
        label={t("value", { n })}
        value={text}
        onChange={setText}
        onSettled={add}
        placeholder={t("valuesPlaceholder")}
        suggestions={seen.groups.map((group) => ({
          ...group,
          items: group.items.filter((item) => !values.includes(item.value)),
        }))}
        invalid={invalid && values.length === 0}
        describedBy={describedBy}
        onFocus={seen.ask}
        onKeyDown={(event) => {
          if (
            event.key === "," ||
            (event.key === "Enter" && !event.currentTarget.getAttribute("aria-activedescendant"))
          ) {
            event.preventDefault();
            add(text);
          } else if (event.key === "Backspace" && text === "") onChange(values.slice(0, -1));
        }}
      />
    </div>
  );
}

/** The field shows UTC; what is compared is the text that events carry. */
const utcOf = (local: string): string => (local === "" ? "" : new Date(`${local}Z`).toISOString());

/**
 * What the latest events have in the field, asked for when the field is first used: a filter that only asks whether
 * the value is there names it as what decided.
 */
function useSeenValues(field: FilterField | undefined) {
  const t = useMessages(filterMessages);
  const { workspace } = useSession();
  const { events, scope } = useFilterScope();
  const [asked, setAsked] = useState(false);
  const { data, isPlaceholderData } = useQuery({
    ...filterQueries.preview(workspace.id, {
      ...scope,
      events: [...events],
      filters: { [field?.path ?? ""]: { $exist: true } },
    }),
    enabled: asked && events.length > 0 && field !== undefined && field.kind !== "object",
  });
  // What is kept while another field is asked for is about the one before.
  const judged = isPlaceholderData ? [] : (data?.data.events ?? []);
  const seen = judged
    .map(({ decisive }) => decisive?.actual ?? null)
    .filter((each) => each !== null)
    .map(String);
  const counts = new Map<string, number>();
  // A list stands there as its entries.
  for (const value of field?.kind === "list" ? seen.flatMap((each) => each.split(", ")) : seen)
    counts.set(value, (counts.get(value) ?? 0) + 1);
  const items: Suggestion[] = [...counts]
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, SUGGESTED_MAX)
    .map(([value, count]) => ({ value, aside: t("times", { n: count }) }));
  return {
    ask: () => setAsked(true),
    groups: [
      { value: t("suggestions"), items },
      {
        value: t("allowed"),
        items: (field?.values ?? []).filter((each) => !counts.has(each)).map((value) => ({ value })),
      },
    ],
  };
}

const SUGGESTED_MAX = 20;
