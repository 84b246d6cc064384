"use client";

import { X } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

import { cn } from "./cn";
import { useMessages } from "./locale";
import { uiMessages } from "./messages";

export interface ChipProps {
  children: ReactNode;
  /** What is removed, for the button's name: “Remove Status: Failed”. */
  thing: string;
  onRemove: () => void;
  mono?: boolean;
  className?: string;
}

/** A chosen thing that can be taken away: a filter, an event type. */
export function Chip({ children, thing, onRemove, mono = false, className }: ChipProps) {
  const t = useMessages(uiMessages);
  return (
    <span
      data-slot="chip"
      className={cn(
        "rounded-badge bg-accent-soft text-small text-on-accent-soft inline-flex min-h-6 max-w-full items-center ps-2",
        "forced-colors:border",
        mono && "text-mono-sm font-mono",
        className,
      )}
    >
      <span className="truncate">{children}</span>
      <button
        type="button"
        aria-label={t("remove", { thing })}
        onClick={onRemove}
        className="touch-target rounded-badge ring-inside hover:bg-accent/15 relative flex size-6 shrink-0 items-center justify-center"
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}

export interface ChoiceChipProps extends Omit<ComponentProps<"button">, "aria-pressed"> {
  chosen: boolean;
  count?: ReactNode;
}

/** One of a row of filters that are pressed or not: the categories of the catalogue. */
export function ChoiceChip({ chosen, count, className, children, ...props }: ChoiceChipProps) {
  return (
    <button
      data-slot="choice-chip"
      type="button"
      aria-pressed={chosen}
      className={cn(
        "border-line-2 bg-surface text-small text-text-2 inline-flex min-h-7 items-center gap-1.5 rounded-full border px-2.5",
        "duration-fast hover:bg-surface-2 aria-pressed:border-primary aria-pressed:bg-primary transition-colors",
        "aria-pressed:text-on-primary pointer-coarse:min-h-11 pointer-coarse:px-3.5",
        className,
      )}
      {...props}
    >
      {children}
      {count !== undefined && <span className={cn("num", chosen ? "opacity-80" : "text-text-3")}>{count}</span>}
    </button>
  );
}
