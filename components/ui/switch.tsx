"use client";

import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";
import { useFieldControl } from "./field-context";

export interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "size" | "onChange" | "children"> {
  onCheckedChange?: (checked: boolean) => void;
  /** The words beside it. Without, give it an `aria-label`. */
  children?: ReactNode;
}

/** Something that is on or off from this moment. For a choice that is saved later, use a checkbox. */
export function Switch({ className, children, onCheckedChange, ...props }: SwitchProps) {
  const field = useFieldControl();
  const control = (
    <input
      data-slot="switch"
      type="checkbox"
      // oxlint-disable-next-line jsx-a11y/role-has-required-aria-props -- a checkbox says by itself whether it is checked
      role="switch"
      onChange={(event) => onCheckedChange?.(event.target.checked)}
      className={cn(
        "bg-neutral-solid duration-fast relative h-4 w-7 shrink-0 appearance-none rounded-full transition-colors",
        "checked:bg-accent disabled:cursor-not-allowed disabled:opacity-50",
        "before:bg-knob before:absolute before:start-0.5 before:top-0.5 before:size-3 before:rounded-full",
        "before:duration-fast before:transition-[translate] checked:before:translate-x-3",
        "rtl:checked:before:-translate-x-3 forced-colors:border forced-colors:before:top-px forced-colors:before:bg-[ButtonText]",
        "forced-colors:checked:bg-[Highlight]",
        "pointer-coarse:after:absolute pointer-coarse:after:-inset-x-2 pointer-coarse:after:-inset-y-3.5",
        !children && className,
      )}
      {...field}
      {...props}
    />
  );
  if (!children) return control;
  return (
    <label
      data-slot="switch-label"
      className={cn("flex items-start gap-2 pointer-coarse:min-h-11 pointer-coarse:items-center", className)}
    >
      <span className="flex h-5 items-center">{control}</span>
      <span className="min-w-0">{children}</span>
    </label>
  );
}
