"use client";

import { Radio } from "@base-ui/react/radio";
import { RadioGroup as Base } from "@base-ui/react/radio-group";
import type { ReactNode } from "react";

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
  return (
    <Base
      data-slot="segmented-control"
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next)}
      className={cn("rounded-control border-line-2 bg-segment inline-flex border p-px", className)}
    >
      {options.map((option) => (
        <Radio.Root
          key={option.value}
          value={option.value}
          nativeButton
          render={(props) => <button type="button" {...props} />}
          className={cn(
            "text-small text-text-2 duration-fast hover:text-text relative min-h-6 rounded-[5px] px-2.5 transition-colors",
            "data-checked:bg-segment-on data-checked:text-text data-checked:font-medium",
            "data-checked:shadow-[0_0_0_1px_var(--color-line-2)] pointer-coarse:min-h-11 pointer-coarse:px-3.5",
            "forced-colors:data-checked:outline",
          )}
        >
          {option.label}
        </Radio.Root>
      ))}
    </Base>
  );
}
