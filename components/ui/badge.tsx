import type { LucideIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";
import { type Tone, TONE_SOFT } from "./tone";

export interface BadgeProps extends ComponentProps<"span"> {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
}

/** A word on a tint: the state of an object in its header, “Test”, “Rotating, 23 h left”. */
export function Badge({ tone = "neutral", icon: Icon, className, children, ...props }: BadgeProps) {
  return (
    <span
      data-slot="badge"
      className={cn(
        "rounded-badge text-caption inline-flex h-5 shrink-0 items-center gap-1 px-1.5 font-medium whitespace-nowrap",
        "forced-colors:border",
        TONE_SOFT[tone],
        className,
      )}
      {...props}
    >
      {Icon && <Icon className="size-3 stroke-2" aria-hidden />}
      {children}
    </span>
  );
}

/** A neutral outline around a word that sorts: the scope of an endpoint. */
export function ScopeChip({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      data-slot="scope-chip"
      className={cn(
        "rounded-badge border-line-2 text-micro text-text-2 inline-flex h-4.5 shrink-0 items-center border px-1.5 font-normal",
        className,
      )}
      {...props}
    />
  );
}
