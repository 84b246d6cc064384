"use client";

import { useState } from "react";

import { Field } from "@/components/ui/field";
import { useMessages } from "@/components/ui/locale";
import { Textarea } from "@/components/ui/textarea";
import type { SettingsField } from "@/lib/contracts/providers";
import { problemOfSetting } from "@/lib/contracts/settings-rules";

import type { SettingControlProps } from "./choice-group";
import { settingsMessages } from "./settings-messages";

type FilterField = Extract<SettingsField, { control: "filter" }>;

const textOf = (value: unknown): string =>
  value === null || value === undefined ? "" : JSON.stringify(value, null, 2);

/** A filter as destinations have it, written as JSON; an empty one lets everything pass. */
export function FilterSetting({ field, value, error, disabled, onChange, onBlock }: SettingControlProps<FilterField>) {
  const t = useMessages(settingsMessages);
  const [text, setText] = useState(textOf(value));
  const [bad, setBad] = useState(false);

  function handleText(next: string): void {
    setText(next);
    const read = next.trim() === "" ? null : parse(next);
    const wrong = read === undefined || problemOfSetting(field, read) !== null;
    setBad(wrong);
    onBlock(wrong ? t("filterBad") : null);
    if (!wrong) onChange(read);
  }

  return (
    <Field
      label={field.label}
      help={field.help ?? undefined}
      error={error ?? (bad ? t("filterBad") : undefined)}
      optional={!field.required}
    >
      <Textarea
        mono
        value={text}
        disabled={disabled}
        placeholder={'{ "sale.amount": { "$gte": 10000 } }'}
        onChange={(event) => handleText(event.target.value)}
      />
    </Field>
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
