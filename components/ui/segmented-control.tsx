"use client";

import { type ReactNode, useId } from "react";

import { cn } from "./cn";

export interface SegmentedControlProps<V extends string> {
  /** Names what is chosen. */
  label: string;
  options: readonly { value: V; label: ReactNode }[];
  value: V;
  onChange: (value: V) => void;
  className?: string;
}

/** One of a few short choices, all visible: a time range, a view. */
export function SegmentedControl<V extends string>({
  label,
  options,
  value,
  onChange,
  className,
}: SegmentedControlProps<V>) {
  const name = useId();
  return (
    <div
      data-slot="segmented-control"
      role="radiogroup"
      aria-label={label}
      className={cn("rounded-control border-line-2 bg-segment inline-flex border p-px", className)}
    >
      {options.map((option) => (
        <label
          key={option.value}
          className={cn(
            "text-small text-text-2 duration-fast relative flex min-h-6 items-center rounded-[5px] px-2.5 transition-colors",
            "hover:text-text has-checked:bg-segment-on has-checked:text-text has-checked:font-medium",
            "has-checked:shadow-[0_0_0_1px_var(--color-line-2)] pointer-coarse:min-h-11 pointer-coarse:px-3.5",
            "forced-colors:has-checked:outline",
          )}
        >
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            // Invisible, as large as its words: what is pressed and focused is the input itself.
            className="absolute inset-0 appearance-none rounded-[5px] outline-offset-1"
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
