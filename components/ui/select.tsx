"use client";

import { ChevronDown } from "lucide-react";
import { useId } from "react";

import { cn } from "./cn";
import { useFieldControl } from "./field-context";
import { controlStyles } from "./text-input";

export interface SelectOption<V extends string> {
  value: V;
  label: string;
  /** What it means: in the list where the browser can, and under the field for the chosen one. */
  help?: string;
  disabled?: boolean;
}

export interface SelectProps<V extends string> {
  options: readonly SelectOption<V>[];
  /** Null while nothing is chosen. */
  value: V | null;
  onChange: (value: V) => void;
  /** What stands there while nothing is chosen. */
  placeholder?: string;
  /** `field` in forms, `button` in toolbars. */
  look?: "field" | "button";
  size?: "small" | "default" | "large";
  disabled?: boolean;
  /** Only where no `Field` names it. */
  "aria-label"?: string;
  name?: string;
  onBlur?: () => void;
  className?: string;
}

/**
 * The browser's own select: the picker of a phone, typing ahead and forms come with it. Where the browser lets us, its
 * list wears our clothes (`.select` in app/globals.css).
 */
export function Select<V extends string>({
  options,
  value,
  onChange,
  placeholder,
  look = "field",
  size = "default",
  className,
  ...props
}: SelectProps<V>) {
  const field = useFieldControl();
  const helpId = useId();
  const help = options.find((option) => option.value === value)?.help;
  return (
    <span
      data-slot="select"
      className={cn("inline-flex min-w-0 flex-col gap-1.5", look === "field" && "flex", className)}
    >
      <span className="relative flex min-w-0">
        <select
          value={value ?? ""}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
          className={cn(
            "select truncate pe-8!",
            controlStyles({ size }),
            value === null && "text-text-3",
            look === "button" && "border-line-2 hover:border-line-2 hover:bg-surface-2 font-medium",
          )}
          {...field}
          aria-describedby={[field["aria-describedby"], help && helpId].filter(Boolean).join(" ") || undefined}
          {...props}
        >
          {value === null && (
            <option value="" disabled hidden>
              {placeholder}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled} data-help={option.help}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          className="text-text-2 pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2"
          aria-hidden
        />
      </span>
      {help && (
        <span id={helpId} className="text-small text-text-3">
          {help}
        </span>
      )}
    </span>
  );
}
