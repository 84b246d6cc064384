"use client";

import { type ReactNode, useId } from "react";

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
  const name = useId();
  return (
    <div
      data-slot="radio-group"
      role="radiogroup"
      aria-label={label}
      className={cn("flex gap-x-6 gap-y-2", orientation === "vertical" ? "flex-col" : "flex-wrap", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="has-disabled:text-text-disabled flex items-start gap-2.5 pointer-coarse:min-h-11 pointer-coarse:items-center"
        >
          <span className="flex h-5 items-center">
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.disabled}
              onChange={() => onChange(option.value)}
              className={cn(
                "border-line-input bg-surface relative size-4 shrink-0 appearance-none rounded-full border",
                "duration-fast checked:border-accent checked:bg-accent transition-colors",
                "enabled:not-checked:hover:border-text-3 disabled:bg-surface-3 disabled:cursor-not-allowed",
                "checked:before:bg-on-accent checked:before:absolute checked:before:inset-1 checked:before:rounded-full",
                "forced-colors:appearance-auto forced-colors:before:hidden",
              )}
            />
          </span>
          <span className="min-w-0">
            {option.label}
            {option.help && <span className="text-small text-text-3 block">{option.help}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}
