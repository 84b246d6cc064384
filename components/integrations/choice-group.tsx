"use client";

import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";

import { Checkbox } from "@/components/ui/checkbox";
import type { EventTypeName } from "@/lib/contracts/event-types";
import type { Installation } from "@/lib/contracts/installations";
import type { SettingsField } from "@/lib/contracts/providers";

export interface SettingControlProps<F extends SettingsField = SettingsField> {
  field: F;
  value: unknown;
  error: string | undefined;
  disabled: boolean;
  installation: Installation;
  providerName: string;
  /** Those that are chosen in the same form. */
  eventTypes: readonly EventTypeName[];
  onChange: (value: unknown) => void;
  /** What stands in the way of saving besides the rules of the field; null when nothing does. */
  onBlock: (message: string | null) => void;
}

export const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];

export interface ChoiceGroupProps {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  children: ReactNode;
}

/** Several controls under one name. */
export function ChoiceGroup({ label, help, error, children }: ChoiceGroupProps) {
  const id = useId();
  const describedBy = [error !== undefined && `${id}error`, help !== undefined && `${id}help`]
    .filter(Boolean)
    .join(" ");
  return (
    <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={describedBy || undefined}>
      <legend className="pb-1.5 font-medium">{label}</legend>
      {children}
      {help !== undefined && (
        <p id={`${id}help`} className="text-small text-text-3">
          {help}
        </p>
      )}
      {error !== undefined && (
        <p id={`${id}error`} className="text-small text-danger flex items-start gap-1.5">
          <CircleAlert className="mt-0.5 size-3.5" aria-hidden />
          {error}
        </p>
      )}
    </fieldset>
  );
}

export interface BoxesProps {
  options: readonly { value: string; label: string }[];
  value: readonly string[];
  disabled: boolean;
  onChange: (value: string[]) => void;
}

/** Any number of a few, kept in the order of the options; what is chosen and no option any more stays chosen. */
export function Boxes({ options, value, disabled, onChange }: BoxesProps) {
  const known = options.map((option) => option.value);
  const toggle = (of: string, on: boolean): void => {
    const next = on ? [...value, of] : value.filter((each) => each !== of);
    onChange([...known.filter((each) => next.includes(each)), ...next.filter((each) => !known.includes(each))]);
  };
  return options.map((option) => (
    <Checkbox
      key={option.value}
      checked={value.includes(option.value)}
      disabled={disabled}
      onCheckedChange={(on) => toggle(option.value, on)}
    >
      {option.label}
    </Checkbox>
  ));
}
