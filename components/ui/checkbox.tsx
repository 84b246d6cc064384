"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";

import { cn } from "./cn";

export interface CheckboxProps extends Omit<Base.Root.Props, "className" | "children"> {
  className?: string;
  /** The words beside it, clickable with it. Without, give it an `aria-label`. */
  children?: ReactNode;
}

export function Checkbox({ className, children, indeterminate = false, ...props }: CheckboxProps) {
  const box = (
    <Base.Root
      data-slot="checkbox"
      indeterminate={indeterminate}
      className={cn(
        "touch-target rounded-badge border-line-input relative flex size-4 shrink-0 items-center justify-center border",
        "bg-surface text-on-accent duration-fast hover:border-text-3 transition-colors",
        "data-checked:border-accent data-checked:bg-accent data-indeterminate:border-accent",
        "data-indeterminate:bg-accent data-invalid:border-danger-solid",
        "data-disabled:border-line-2 data-disabled:bg-surface-3 data-disabled:cursor-not-allowed",
        !children && className,
      )}
      {...props}
    >
      <Base.Indicator>
        {indeterminate ? (
          <Minus className="size-3 stroke-3" aria-hidden />
        ) : (
          <Check className="size-3 stroke-3" aria-hidden />
        )}
      </Base.Indicator>
    </Base.Root>
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
