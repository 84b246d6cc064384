"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";

import { cn } from "./cn";

export interface RadioOption<V extends string> {
  value: V;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
}

export interface RadioGroupProps<V extends string> {
  /** Names the group. */
  label: string;
  options: readonly RadioOption<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Side by side where the words are short. */
  orientation?: "vertical" | "horizontal";
  className?: string;
}

export function RadioGroup<V extends string>({
  label,
  options,
  value,
  onChange,
  orientation = "vertical",
  className,
}: RadioGroupProps<V>) {
  return (
    <Base
      data-slot="radio-group"
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className={cn("flex gap-x-6 gap-y-2", orientation === "vertical" ? "flex-col" : "flex-wrap", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="has-data-disabled:text-text-disabled flex items-start gap-2.5 pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <span className="flex h-5 items-center">
            <Radio.Root
              value={option.value}
              disabled={option.disabled}
              className={cn(
                "border-line-input relative flex size-4 shrink-0 items-center justify-center rounded-full border",
                "bg-surface duration-fast hover:border-text-3 data-checked:border-accent transition-colors",
                "data-checked:bg-accent data-disabled:bg-surface-3 data-disabled:cursor-not-allowed",
              )}
            >
              <Radio.Indicator className="bg-on-accent size-1.5 rounded-full forced-colors:bg-[Highlight]" />
            </Radio.Root>
          </span>
          <span className="min-w-0">
            {option.label}
            {option.help && <span className="text-small text-text-3 block">{option.help}</span>}
          </span>
        </label>
      ))}
    </Base>
  );
}
