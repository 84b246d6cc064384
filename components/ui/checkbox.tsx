"use client";

import { Check, Minus } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";
import { useFieldControl } from "./field-context";

export interface CheckboxProps extends Omit<ComponentProps<"input">, "type" | "size" | "onChange" | "children"> {
  /** Some of what it stands for is chosen. */
  indeterminate?: boolean;
  /** @param keys what was held down with the press: Shift chooses a range */
  onCheckedChange?: (checked: boolean, keys: { shiftKey: boolean }) => void;
  /** The words beside it, clickable with it. Without, give it an `aria-label`. */
  children?: ReactNode;
}

/** The browser's own checkbox in our clothes: forms, labels and screen readers know it. */
export function Checkbox({ className, children, indeterminate = false, onCheckedChange, ...props }: CheckboxProps) {
  const field = useFieldControl();
  const box = (
    <span
      data-slot="checkbox"
      className={cn("relative inline-flex size-4 shrink-0 align-middle", !children && className)}
    >
      <input
        type="checkbox"
        ref={(node) => {
          if (node) node.indeterminate = indeterminate;
        }}
        onChange={(event) => {
          const { nativeEvent } = event;
          onCheckedChange?.(event.target.checked, {
            shiftKey: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey,
          });
        }}
        className={cn(
          "peer rounded-badge border-line-input bg-surface absolute inset-0 appearance-none border transition-colors",
          "duration-fast checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent",
          "enabled:not-checked:not-indeterminate:hover:border-text-3 aria-invalid:border-danger-solid",
          "disabled:border-line-2 disabled:bg-surface-3 disabled:cursor-not-allowed",
          "pointer-coarse:after:absolute pointer-coarse:after:-inset-3.5",
          "forced-colors:appearance-auto",
        )}
        {...field}
        {...props}
      />
      <span
        aria-hidden
        className="text-on-accent pointer-events-none absolute inset-0 flex items-center justify-center opacity-0 peer-checked:opacity-100 peer-indeterminate:opacity-100 forced-colors:hidden [&_svg]:size-3 [&_svg]:stroke-3"
      >
        {indeterminate ? <Minus /> : <Check />}
      </span>
    </span>
  );
  if (!children) return box;
  return (
    <label
      data-slot="checkbox-label"
      className={cn("flex items-start gap-2.5 pointer-coarse:min-h-11 pointer-coarse:items-center", className)}
    >
      <span className="flex h-5 items-center">{box}</span>
      <span className="min-w-0">{children}</span>
    </label>
  );
}
