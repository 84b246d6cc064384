"use client";

import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

import { cn } from "./cn";

export interface SwitchProps extends Omit<Base.Root.Props, "className" | "children"> {
  className?: string;
  /** The words beside it. Without, give it an `aria-label`. */
  children?: ReactNode;
}

/** Something that is on or off from this moment. For a choice that is saved later, use a checkbox. */
export function Switch({ className, children, ...props }: SwitchProps) {
  const control = (
    <Base.Root
      data-slot="switch"
      className={cn(
        "touch-target bg-neutral-solid duration-fast relative flex h-4 w-7 shrink-0 rounded-full p-0.5 transition-colors",
        "data-checked:bg-accent data-disabled:cursor-not-allowed data-disabled:opacity-50",
        "forced-colors:border forced-colors:border-current",
        !children && className,
      )}
      {...props}
    >
      <Base.Thumb className="bg-knob duration-fast size-3 rounded-full transition-[translate] data-checked:translate-x-3 rtl:data-checked:-translate-x-3 forced-colors:bg-[ButtonText]" />
    </Base.Root>
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
