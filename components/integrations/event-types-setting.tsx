"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { EVENT_FAMILIES, EVENT_TYPES } from "@/lib/contracts/event-types";
import type { SettingsField } from "@/lib/contracts/providers";

import { ChoiceGroup, listOf, type SettingControlProps } from "./choice-group";

type EventTypesField = Extract<SettingsField, { control: "event_types" }>;

/** Event types one by one, by family. */
export function EventTypesSetting({ field, value, error, disabled, onChange }: SettingControlProps<EventTypesField>) {
  const chosen = new Set(listOf(value));
  const toggle = (type: string, on: boolean): void => {
    if (on) chosen.add(type);
    else chosen.delete(type);
    onChange(EVENT_TYPES.map((each) => each.type as string).filter((each) => chosen.has(each)));
  };
  return (
    <ChoiceGroup label={field.label} help={field.help ?? undefined} error={error}>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {EVENT_FAMILIES.map(({ family, title }) => (
          <fieldset key={family} className="flex min-w-0 flex-col gap-1.5">
            <legend className="text-small text-text-2 pb-1">{title}</legend>
            {EVENT_TYPES.filter((each) => each.family === family).map(({ type, title: name }) => (
              <Checkbox
                key={type}
                checked={chosen.has(type)}
                disabled={disabled}
                onCheckedChange={(on) => toggle(type, on)}
              >
                {name}
              </Checkbox>
            ))}
          </fieldset>
        ))}
      </div>
    </ChoiceGroup>
  );
}
