"use client";

import { useState } from "react";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Textarea } from "@/components/ui/textarea";
import { type Filter, FILTER_OPERATORS, readFilter } from "@/lib/contracts/filter";
import type { Translate } from "@/lib/shared/messages";

import { filterMessages } from "./messages";

export interface FilterJsonProps {
  value: Filter | null;
  strict: boolean;
  onChange: (value: Filter | null) => void;
}

/** Refused by `Filter`, so that what is not yet JSON is not saved. */
const UNREADABLE: Filter = { "": { $in: [] } };

/** The filter as it is stored and sent. What is wrong with it is said when the field is left. */
export function FilterJson({ value, strict, onChange }: FilterJsonProps) {
  const t = useMessages(filterMessages);
  const [text, setText] = useState(() => (value === null ? "" : JSON.stringify(value, null, 2)));
  const [left, setLeft] = useState(false);
  const problem = left || strict ? problemOf(text, t) : undefined;
  return (
    <Field
      label={t("json")}
      help={t("jsonHelp", { operators: FILTER_OPERATORS.join(" ") })}
      {...(problem !== undefined && { error: problem })}
    >
      <Textarea
        mono
        rows={6}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setLeft(false);
          onChange(parsed(event.target.value));
        }}
        onBlur={() => setLeft(true)}
        placeholder={'{ "data.amount": { "$gte": 5000 } }'}
      />
    </Field>
  );
}

function parsed(text: string): Filter | null {
  if (text.trim() === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    // Whatever it is, it is judged before it is saved; `null` alone would be no filter.
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Filter) : UNREADABLE;
  } catch {
    return UNREADABLE;
  }
}

function problemOf(text: string, t: Translate<typeof filterMessages>): string | undefined {
  if (text.trim() === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return t("jsonInvalid", { reason: error instanceof Error ? error.message : String(error) });
  }
  const [issue] = readFilter(value).issues;
  return issue && t("jsonRefused", { place: issue.path.join(" › ") || t("jsonRoot"), reason: issue.message });
}
